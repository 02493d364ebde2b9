import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { JsonArray } from '../../contract/json/value.ts';
import styles from './edit.module.css';
import { editorKind } from './edit-kind.ts';
import { type EditProps, useFields, usePendingAt } from './field-store.ts';
import { type FieldKind, kindOf } from './kinds.ts';
import { ReferenceName } from './references.tsx';

type ItemsProps = EditProps & { items: JsonArray; onRemove: (index: number) => void };

/** The items of a list that may hold anything, each edited in place by the editor of what it looks like. */
export function ListItems(props: ItemsProps) {
  const { kind, items } = props;
  const ids = kind === 'entities' || kind === 'files';
  // What is typed into an item must not turn it into another editor.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above; items that come and go are looked at anew
  const kinds = useMemo(
    () => items.map((item) => (ids ? 'integer' : editorKind(inOneLine(kindOf(undefined, item, '')), item))),
    [items.length, ids],
  );
  return items.map((_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items may repeat and have no id
    <Item key={index} {...props} index={index} kind={kinds[index] ?? 'json'} list={kind} />
  ));
}

/** Points and colours have no room in an item. */
const inOneLine = (kind: FieldKind): FieldKind => (kind === 'geo_point' || kind === 'color' ? 'json' : kind);

function Item({
  path,
  id: listId,
  labelId,
  items,
  index,
  kind,
  list,
  onRemove,
}: ItemsProps & { index: number; list: FieldKind }) {
  const { readOnly, renderEdit } = useFields();
  const at = [...path, index];
  const pending = usePendingAt(at);
  const id = `${listId}-${index}`;
  return (
    <span className={styles.chip} data-field>
      <label id={`${id}-label`} htmlFor={id} className="vx-visually-hidden">
        Item {index + 1}
      </label>
      {renderEdit({ path: at, kind, id, labelId: `${id}-label`, describedBy: labelId })}
      {pending && !pending.quiet ? <span className={styles.flag}>{pending.problem}</span> : null}
      {list === 'files' || list === 'entities' ? (
        <ReferenceName what={list === 'files' ? 'file' : 'entity'} value={items[index]} />
      ) : null}
      {readOnly ? null : (
        <RemoveItem id={id} label={`Remove item ${index + 1}`} onRemove={() => onRemove(index)} />
      )}
    </span>
  );
}

/** Takes one item out of a list. */
export function RemoveItem({
  id,
  label = 'Remove',
  named,
  onRemove,
}: {
  id: string;
  label?: string;
  /** The id of what else names it. */
  named?: string;
  onRemove: () => void;
}) {
  return (
    <button
      type="button"
      className={styles.chipRemove}
      id={`${id}-remove`}
      aria-label={label}
      aria-labelledby={named && `${id}-remove ${named}`}
      onClick={onRemove}
    >
      <IconX size={12} aria-hidden="true" />
    </button>
  );
}
