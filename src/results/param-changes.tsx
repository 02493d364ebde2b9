import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JsonObject } from '../../contract/json/value.ts';
import type { Change } from '../params/comparison.ts';
import { flatten } from '../params/flatten.ts';
import { numberChange } from '../params/numbers.ts';
import { readablePath } from '../params/path.ts';
import { valueInWords } from '../params/value-in-words.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Empty, Failure } from '../ui/notice.tsx';
import { compareInWorker } from '../workers/compare.ts';
import { identityOf } from './identity.ts';
import styles from './param-changes.module.css';

const SHOWN = 50;
const SIGNS = { added: '+', removed: '−', changed: '~', moved: '↕' };

/** What would change in the params, leaf by leaf and row by row. Other objects are compared anew. */
export function ParamChanges({ left, right }: { left: JsonObject; right: JsonObject }) {
  const [all, setAll] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['result', 'changes', identityOf(left), identityOf(right)],
    queryFn: ({ signal }) => compareInWorker({ left: { value: left }, right: { value: right } }, signal),
    gcTime: 0,
    retry: false,
    structuralSharing: false,
  });
  if (error)
    return <Failure title="The params could not be compared" error={error} onRetry={() => refetch()} />;
  if (!data) return <BoneRows count={3} label="Comparing the params" />;
  const changes = flatten(data);
  if (changes.length === 0) return <Empty>The params are those already: nothing would change.</Empty>;
  const shown = all ? changes : changes.slice(0, SHOWN);
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="What would change">
        <thead>
          <tr>
            <th scope="col">Param</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: changes of one comparison, in its order
            <Line key={index} change={change} left={left} right={right} />
          ))}
        </tbody>
      </table>
      {shown.length < changes.length ? (
        <Button variant="subtle" onClick={() => setAll(true)}>{`Show all ${changes.length} changes`}</Button>
      ) : null}
    </div>
  );
}

function Line({ change, left, right }: { change: Change; left: JsonObject; right: JsonObject }) {
  const { kind, path, leftPath, from, to } = change;
  const delta = numberChange(from, to);
  const where = kind === 'removed' ? readablePath(leftPath, left) : readablePath(path, right);
  return (
    <tr data-kind={kind}>
      <th scope="row">
        <span className={styles.sign} title={kind}>
          {SIGNS[kind]}
        </span>
        {where}
      </th>
      <td>{kind === 'added' ? '' : valueInWords(from)}</td>
      <td>{kind === 'removed' ? '' : valueInWords(to)}</td>
      <td>{delta ? [delta.delta, delta.percent].filter(Boolean).join(', ') : ''}</td>
    </tr>
  );
}
