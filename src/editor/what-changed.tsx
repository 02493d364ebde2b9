import { useMemo } from 'react';
import { isContainer, type JsonValue } from '../../contract/json/value.ts';
import { compareParams } from '../params/compare.ts';
import { describeComparison } from '../params/describe.ts';
import type { Path } from '../params/path.ts';
import type { LabelOf } from './place-names.ts';
import styles from './what-changed.module.css';

const MOST_SAID = 20;

/** What was changed in a table or group, a sentence each, as its size does not tell; nothing for other values. */
export function WhatChanged({
  from,
  to,
  path,
  name,
  labelOf,
}: {
  from: JsonValue | undefined;
  to: JsonValue | undefined;
  path: Path;
  /** What the place is called. */
  name: string;
  labelOf: LabelOf;
}) {
  const said = useMemo(() => {
    if (!isContainer(from) || !isContainer(to)) return [];
    const inside: LabelOf = (at) => (at.length > 0 ? labelOf([...path, ...at]) : name);
    const [, ...clauses] = describeComparison(compareParams(from, to), 'long', { labelOf: inside }).split(
      '\n- ',
    );
    return clauses;
  }, [from, to, path, name, labelOf]);
  if (said.length === 0) return null;
  return (
    <ul className={styles.said}>
      {said.slice(0, MOST_SAID).map((one) => (
        <li key={one}>{one}</li>
      ))}
      {said.length > MOST_SAID ? <li>… and {said.length - MOST_SAID} more</li> : null}
    </ul>
  );
}
