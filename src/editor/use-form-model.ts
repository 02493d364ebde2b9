import { useMemo, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { type FormLabels, formLabels } from '../fields/form-labels.ts';
import type { EditStore } from './edit-store.ts';
import { type FormModel, formModel } from './form-model.ts';
import { specModel } from './spec-model.ts';
import { type FormSource, useFormSpec } from './use-form-spec.ts';
import { useShape } from './use-store.ts';

export interface EditedForm {
  model: FormModel;
  source: FormSource;
  labels: FormLabels;
  /** Grows when a change came from elsewhere than a field. */
  shape: number;
  withInvisible: boolean;
  setWithInvisible: (show: boolean) => void;
}

/** The form of an entity from the best source there is now: the app's form, else `param_types`, else the values. */
export function useFormModel(
  store: EditStore,
  entity: Entity,
  place: Parameters<typeof useFormSpec>[1],
): EditedForm {
  const shape = useShape(store);
  const source = useFormSpec(store, place);
  const [withInvisible, setWithInvisible] = useState(false);
  const paramTypes = entity.param_types ?? undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` says when keys may have come or gone; typing in a field must not rebuild the form
  const model = useMemo(
    () =>
      source.form
        ? specModel(source.form, store.base, store.value, { withInvisible, baseForm: source.baseForm })
        : formModel(paramTypes, store.base, store.value),
    [source.form, source.baseForm, withInvisible, paramTypes, store, shape],
  );
  const labels = useMemo(() => formLabels(source.form), [source.form]);
  return { model, source, labels, shape, withInvisible, setWithInvisible };
}
