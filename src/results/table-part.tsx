import { useMemo } from 'react';
import { DataTable } from './data-table.tsx';
import type { PartProps } from './part.ts';
import { readTable } from './table-model.ts';

/** A table result. */
export function Component({ value, context }: PartProps) {
  const table = useMemo(() => readTable(value), [value]);
  return <DataTable table={table} label={`Table of ${context.label}`} />;
}
