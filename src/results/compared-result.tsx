import { lazy, Suspense, useMemo } from 'react';
import { printJson } from '../../contract/json/printing.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { LargePart, type MethodResult, partOf } from '../api/large-result.ts';
import { BoneRows } from '../ui/bone.tsx';
import { type ComparedRow, compareData } from './compare-data.ts';
import { compareTables } from './compare-tables.ts';
import styles from './compared-result.module.css';
import { DataTable } from './data-table.tsx';
import { Differing } from './differing.tsx';
import type { ResultContext } from './part.ts';
import { ResultView } from './result-view.tsx';

interface Side {
  name: string;
  result: MethodResult;
  context: ResultContext;
}

const LargeCompared = lazy(() =>
  import('./large-part.tsx').then((module) => ({ default: module.LargeCompared })),
);

const textOf = (part: JsonValue | LargePart): Blob =>
  part instanceof LargePart ? part.text : new Blob([printJson(part)]);

/** Both parts of a kind: read, or as texts where one of them is large. */
function useBoth(left: MethodResult, right: MethodResult, kind: string) {
  return useMemo(() => {
    const [a, b] = [partOf(left, kind), partOf(right, kind)];
    if (a === undefined || b === undefined) return undefined;
    if (a instanceof LargePart || b instanceof LargePart) return { large: [textOf(a), textOf(b)] as const };
    return { small: [a, b] as const };
  }, [left, right, kind]);
}

/** Parts that are compared value by value, where both sides have them. */
const COMPARED = ['data', 'table'];
/** Parts that are drawn beside each other. */
const DRAWN = [
  ...['plotly', 'image', 'svg', 'geojson', 'geometry', 'pdf', 'web'],
  ...['set_params', 'optimization', 'download'],
];

/** Two results of one method: data line by line, tables cell by cell, everything else beside each other. */
export function ComparedResult({ left, right }: { left: Side; right: Side }) {
  const data = useBoth(left.result, right.result, 'data');
  const table = useBoth(left.result, right.result, 'table');
  const has = (side: Side, kind: string) => partOf(side.result, kind) !== undefined;
  const others =
    (!data && !table) ||
    DRAWN.some((kind) => has(left, kind) || has(right, kind)) ||
    COMPARED.some((kind) => has(left, kind) !== has(right, kind));
  return (
    <div className={styles.compared}>
      {data?.small ? (
        <ComparedData rows={compareData(...data.small)} names={[left.name, right.name]} />
      ) : null}
      {table?.small ? <ComparedTable {...compareTables(...table.small)} /> : null}
      <Suspense fallback={<BoneRows count={6} label="Loading the comparison" />}>
        {data?.large ? <LargeCompared kind="data" texts={data.large} /> : null}
        {table?.large ? <LargeCompared kind="table" texts={table.large} /> : null}
      </Suspense>
      {others ? (
        <div className={styles.sides}>
          {[left, right].map((side, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the two sides have no other name
            <section key={index} aria-label={side.name}>
              <h3>{side.name}</h3>
              <ResultView result={side.result} context={side.context} />
            </section>
          ))}
        </div>
      ) : null}
    </div>
  );
}

function ComparedData({ rows, names }: { rows: ComparedRow[]; names: [string, string] }) {
  const told = rows.filter((row) => row.told);
  const changed = told.filter((row) => row.changed).length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label="Comparison">
      <p className={styles.count} role="status">
        {changed === 0 ? 'All values are the same.' : `${changed} of ${told.length} values differ.`}
      </p>
      <table className={styles.table} aria-label="Values compared">
        <thead>
          <tr>
            <th scope="col">Value</th>
            <th scope="col">{names[0]}</th>
            <th scope="col">{names[1]}</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-changed={row.changed || undefined} data-group={row.group || undefined}>
              <th scope="row" style={{ paddingInlineStart: row.depth * 20 }}>
                {row.label}
              </th>
              <td>{row.left ?? 'not there'}</td>
              <td>{row.right ?? 'not there'}</td>
              <td>{[row.delta, row.percent].filter(Boolean).join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ComparedTable({ table, changed }: ReturnType<typeof compareTables>) {
  return (
    <div>
      <Differing changed={changed} of="cell" />
      <DataTable table={table} label="Tables compared" />
    </div>
  );
}
