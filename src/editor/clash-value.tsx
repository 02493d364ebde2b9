import { isArray, type JsonValue } from '../../contract/json/value.ts';
import { Show } from '../fields/show.tsx';
import type { Clash, Side } from '../params/merge.ts';
import { rowName } from '../params/path.ts';
import { Value } from '../revisions/value.tsx';
import styles from './conflict-dialog.module.css';
import { kindAt } from './merged-list.tsx';
import type { LabelOf } from './place-names.ts';
import { WhatChanged } from './what-changed.tsx';

const MOST_NAMED = 12;

/** What one side has at a clash; of a table or group also what that side did to it. */
export function ClashValue({
  clash,
  side,
  name,
  labelOf,
}: {
  clash: Clash;
  side: Side;
  /** What the place of the clash is called. */
  name: string;
  labelOf: LabelOf;
}) {
  const { base, kind, path } = clash;
  const value = clash[side];
  if (value === undefined && base !== undefined) return <em className={styles.gone}>removed</em>;
  const rows = kind === 'order' ? namesInOrder(value) : undefined;
  if (rows !== undefined) return rows;
  const shown = kindAt(path, value);
  // Two long texts may begin alike: each can be read to its end.
  const isText = typeof value === 'string' && value !== '' && shown !== 'color';
  return (
    <>
      {isText ? <Value value={value} /> : <Show kind={shown} value={value} />}
      {side === 'base' ? null : (
        <WhatChanged from={base} to={value} path={path} name={name} labelOf={labelOf} />
      )}
    </>
  );
}

/** The rows by name in their order; `undefined` where they are too many to be read so, or have no names. */
function namesInOrder(rows: JsonValue | undefined): string | undefined {
  if (!isArray(rows) || rows.length > MOST_NAMED) return undefined;
  const names = rows.map((row) => rowName(row));
  return names.every((name) => name !== undefined) ? names.join(', ') : undefined;
}
