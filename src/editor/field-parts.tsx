import { useMemo } from 'react';
import { isContainer } from '../../contract/json/value.ts';
import { Edit } from '../fields/edit.tsx';
import { type FieldContext, type RowField, useFields } from '../fields/field-store.ts';
import type { FieldKind } from '../fields/kinds.ts';
import { textLength } from '../fields/sizes.ts';
import { getIn, toPointer } from '../params/path.ts';
import type { EditStore } from './edit-store.ts';
import { FieldRow } from './field-row.tsx';
import type { FormField } from './form-model.ts';
import { HiddenRow } from './hidden-row.tsx';
import { useShape } from './use-store.ts';

/** What fields are made of, handed to them because tables hold fields and fields hold tables. */
export const fieldParts: Pick<FieldContext, 'renderEdit' | 'renderField'> = {
  renderEdit: (edit) => <Edit {...edit} />,
  renderField: (field) => <FieldOfRow {...field} />,
};

/** Shown as JSON text, as they have no editor of their own. */
const RAW: ReadonlySet<FieldKind> = new Set(['json', 'group']);
/** Longer JSON than this is one line until it is asked for, characters. */
const LONG = 400;

/** A field of a row as the form shows its own; data without an editor of its own as one line. */
function FieldOfRow({ path, label, kind, paramType, spec }: RowField) {
  const { store } = useFields();
  const shape = useShape(store as EditStore);
  const pointer = toPointer(path);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a path is made anew at each drawing; its pointer says which it is
  const field = useMemo<FormField>(
    () => ({ type: 'field', key: pointer, path, pointer, label, kind, paramType, spec }),
    [pointer, label, kind, paramType, spec],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed must not turn the field into another; `shape` says when it came from elsewhere
  const isRaw = useMemo(() => {
    const value = getIn(store.value, path);
    return kind === 'hidden' || (RAW.has(kind) && isContainer(value) && textLength(value) > LONG);
  }, [pointer, kind, shape]);
  return isRaw ? <HiddenRow field={field} /> : <FieldRow field={field} shape={shape} stacked />;
}
