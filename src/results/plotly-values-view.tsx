import { NativeSelect } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { JsonArray } from '../../contract/json/value.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { DataTable } from './data-table.tsx';
import { type TraceName, traceNames, traceTable } from './plotly-values.ts';

/** The values of a plot, a table for each trace. */
export function PlotValues({ traces, label }: { traces: JsonArray; label: string }) {
  const names = useMemo(() => traceNames(traces), [traces]);
  return (
    <TraceTables names={names}>
      {(at, name) => <TraceTable key={at} {...{ traces, at }} label={`Values of ${label}: ${name}`} />}
    </TraceTables>
  );
}

function TraceTable({ traces, at, label }: { traces: JsonArray; at: number; label: string }) {
  const table = useMemo(() => traceTable(traces[at] ?? null), [traces, at]);
  return <DataTable table={table} label={label} />;
}

/** One of several tables, by the name of its trace. */
export function TraceTables({
  names,
  children,
}: {
  names: readonly TraceName[];
  children: (at: number, name: string) => ReactNode;
}) {
  const [chosen, setChosen] = useState(0);
  const shown = names[chosen];
  if (!shown) return <Empty>The plot has no traces.</Empty>;
  return (
    <div style={{ display: 'grid', gap: 8, minWidth: 0 }}>
      {names.length > 1 ? (
        <NativeSelect
          aria-label="Trace"
          size="xs"
          w="fit-content"
          value={String(chosen)}
          data={names.map(({ name }, index) => ({ value: String(index), label: name }))}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
        />
      ) : null}
      {shown.left > 0 ? (
        <Notice tone="plain">{`${shown.left} more columns are in the raw result.`}</Notice>
      ) : null}
      {children(chosen, shown.name)}
    </div>
  );
}
