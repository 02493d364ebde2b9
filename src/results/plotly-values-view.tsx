import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { JsonArray } from '../../contract/json.ts';
import { Empty, Notice } from '../ui/notice.tsx';
import { DataTable } from './data-table.tsx';
import { traceValues } from './plotly-values.ts';

/** The values of a plot, a table for each trace. */
export function PlotValues({ traces, label }: { traces: JsonArray; label: string }) {
  const values = useMemo(() => traceValues(traces), [traces]);
  const [chosen, setChosen] = useState(0);
  const shown = values[chosen] ?? values[0];
  if (!shown) return <Empty>The plot has no traces.</Empty>;
  return (
    <div style={{ display: 'grid', gap: 8, minWidth: 0 }}>
      {values.length > 1 ? (
        <NativeSelect
          aria-label="Trace"
          size="xs"
          w="fit-content"
          value={String(chosen)}
          data={values.map(({ name }, index) => ({ value: String(index), label: name }))}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
        />
      ) : null}
      {shown.left > 0 ? (
        <Notice tone="plain">{`${shown.left} more columns are in the raw result.`}</Notice>
      ) : null}
      <DataTable key={chosen} table={shown.table} label={`Values of ${label}: ${shown.name}`} />
    </div>
  );
}
