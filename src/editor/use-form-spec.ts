import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../api/http.ts';
import { askedParams, parametrizationQueries } from '../api/parametrization.ts';
import type { FormSpec } from '../fields/form-spec.ts';
import { readForm } from '../fields/read-form.ts';
import type { EditStore } from './edit-store.ts';
import { shared } from './shared.ts';

/** How long nobody edits before the form is resolved again, ms. */
const PAUSE = 500;

export interface FormSource {
  /** The newest form that was resolved; `undefined` until the first has come. */
  form: FormSpec | undefined;
  /** The form for the params as they were read: what their limits were before anything was edited. */
  baseForm: FormSpec | undefined;
  /** Whether the first form is yet to come: until then kinds of fields are guesses. */
  awaited: boolean;
  /** Whether the form on screen is for other params than those of now. */
  behind: boolean;
  /** Why there is none, or no newer one, in a sentence. */
  problem: string | undefined;
  retry: () => void;
}

/**
 * The app's form for the params as they are edited: asked for at once, and again when editing pauses; what is superseded is cancelled. Nothing waits for it. A new
 * form is taken over while no text is being composed and no cell edited, so that neither is torn away.
 */
export function useFormSpec(
  store: EditStore,
  place: { workspaceId: number; entityId: number; isPublic: boolean; enabled: boolean },
): FormSource {
  const [value, setValue] = useState(store.value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setValue(store.value), PAUSE);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store]);
  const asked = useMemo(() => askedParams(value), [value]);
  const { workspaceId, entityId, isPublic, enabled } = place;
  const { data, error, refetch, isFetching } = useQuery({
    ...parametrizationQueries.resolve(workspaceId, entityId, asked, isPublic),
    enabled,
  });
  const [form, setForm] = useState<FormSpec>();
  const [baseForm, setBaseForm] = useState<FormSpec>();
  const [hasCome, setHasCome] = useState(false);
  const latest = useRef<FormSpec>(undefined);
  useEffect(() => {
    if (data === undefined) return;
    const next = shared(latest.current, readForm(data));
    latest.current = next;
    return whenAtRest(() => {
      setForm(next.nodes.length ? next : undefined);
      setHasCome(true);
      if (value === store.base) setBaseForm(next);
    });
  }, [data, value, store]);
  return {
    form,
    baseForm,
    awaited: enabled && !hasCome && !error,
    behind: isFetching,
    problem: error ? sentence(error) : undefined,
    retry: () => void refetch(),
  };
}

/** Calls once nothing is being composed or edited in a cell; returns what calls it off. */
function whenAtRest(take: () => void): (() => void) | undefined {
  const editing = document.activeElement?.closest('[role="gridcell"] input, [role="gridcell"] textarea');
  if (!editing && !composing) {
    take();
    return;
  }
  const later = () => setTimeout(take);
  const options = { once: true, capture: true };
  for (const event of ['focusout', 'compositionend']) document.addEventListener(event, later, options);
  return () => {
    for (const event of ['focusout', 'compositionend']) document.removeEventListener(event, later, options);
  };
}

let composing = false;
if (typeof document !== 'undefined') {
  document.addEventListener('compositionstart', () => {
    composing = true;
  });
  document.addEventListener('compositionend', () => {
    composing = false;
  });
}

function sentence(error: Error): string {
  if (!(error instanceof ApiError)) return error.message;
  if (error.status === 504) return 'The app did not answer in time.';
  if (error.status === 403) return 'You may not ask this app for its form.';
  if (error.status === 404 || error.status === 405) return 'This server gives no form for the entity.';
  return error.status >= 500 ? `The app failed to give its form: ${error.message}` : error.message;
}
