import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { JsonObject } from '../../contract/json/value.ts';
import { ApiError } from '../api/http.ts';
import { askedParams, parametrizationQueries } from '../api/parametrization.ts';
import type { FormSpec } from '../fields/form-spec.ts';
import { readForm } from '../fields/read-form.ts';
import { sameSpelling } from '../params/equal.ts';
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
  const [now, setNow] = useState<Resolved>();
  const latest = useRef<FormSpec>(undefined);
  useEffect(() => {
    if (data === undefined) return;
    const next = shared(latest.current, readForm(data));
    latest.current = next;
    return whenAtRest(() => setNow({ form: next, of: value }));
  }, [data, value]);
  const baseForm = useBaseForm(store.base, now, { ...place, enabled });
  return {
    form: now?.form.nodes.length ? now.form : undefined,
    baseForm,
    awaited: enabled && !now && !error,
    behind: isFetching,
    problem: error ? sentence(error) : undefined,
    retry: () => void refetch(),
  };
}

/** A form with the params that it was resolved for. */
interface Resolved {
  form: FormSpec;
  of: JsonObject;
}

/**
 * The form for the params as they were read: mostly the one for those of now was it once. Where it never was, as with edits that were there before the page, it is asked for
 * after that one; until it has come the one for what was read before is as good as there is.
 */
function useBaseForm(
  base: JsonObject,
  now: Resolved | undefined,
  { workspaceId, entityId, isPublic, enabled }: Parameters<typeof useFormSpec>[1],
): FormSpec | undefined {
  const [before, setBefore] = useState<Resolved>();
  const found = useMemo(
    () => [now, before].find((one) => one && (one.of === base || sameSpelling(one.of, base))),
    [now, before, base],
  );
  if (found && found !== before) setBefore(found);
  const isMissing = now !== undefined && !found;
  const { data } = useQuery({
    ...parametrizationQueries.resolve(workspaceId, entityId, askedParams(isMissing ? base : NONE), isPublic),
    enabled: enabled && isMissing,
  });
  useEffect(() => {
    if (isMissing && data !== undefined) setBefore({ form: shared(now.form, readForm(data)), of: base });
  }, [isMissing, data, now, base]);
  return before?.form;
}

const NONE: JsonObject = new Map();

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
