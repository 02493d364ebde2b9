/** The middle of some figures; NaN of none. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The figure below which a part of all of them lies: 0.95 for the 95th in a hundred. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Prints rows below each other in columns, the first to the left. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const place = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  for (const row of rows) process.stdout.write(`${row.map(place).join('  ')}\n`);
}
