import { printJson } from '../../contract/json/printing.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { numberChange } from '../params/numbers.ts';
import { type DataRow, dataRows, isTold, shownValue } from './data-rows.ts';
import { plainCell, plainColumn, type Table } from './table-model.ts';

/** One line of two data results. */
export interface ComparedRow {
  id: string;
  label: string;
  depth: number;
  group: boolean;
  /** Has a value on one side; a group may have one as well. */
  told: boolean;
  /** As shown; `null` where that result has no such line. */
  left: string | null;
  right: string | null;
  /** Of two numbers, with its sign; `''` otherwise. */
  delta: string;
  percent: string;
  changed: boolean;
}

/** Two data results line by line: lines are the same by their keys, those of the right one come first in their order. */
export function compareData(left: JsonValue, right: JsonValue): ComparedRow[] {
  const [before, after] = [dataRows(left), dataRows(right)];
  const old = new Map(before.map((row) => [row.id, row]));
  const now = new Set(after.map((row) => row.id));
  return [
    ...after.map((row) => comparedRow(old.get(row.id), row)),
    ...before.filter((row) => !now.has(row.id)).map((row) => comparedRow(row, undefined)),
  ];
}

function comparedRow(left: DataRow | undefined, right: DataRow | undefined): ComparedRow {
  const named = (right ?? left) as DataRow;
  const shown = (row: DataRow | undefined) => (row ? shownValue(row) : null);
  const [from, to] = [shown(left), shown(right)];
  const line = {
    ...{ id: named.id, label: named.label, depth: named.depth, group: named.group },
    told: [left, right].some((row) => row !== undefined && isTold(row)),
  };
  const isOther = left?.status !== right?.status;
  const said = (row: DataRow | undefined, text: string | null) =>
    isOther && row?.status ? [text, row.status].filter(Boolean).join(' · ') : text;
  const texts = { left: said(left, from), right: said(right, to) };
  const difference = differenceOf(left, right);
  return { ...line, ...texts, ...(difference ?? SAME), changed: difference !== null || isOther };
}

const SAME = { delta: '', percent: '' };

/** How far the values are apart, as far as that is a number; null where they are the same. */
function differenceOf(
  left: DataRow | undefined,
  right: DataRow | undefined,
): Pick<ComparedRow, 'delta' | 'percent'> | null {
  if (!left || !right) return SAME;
  const inOneUnit = left.prefix === right.prefix && left.suffix === right.suffix;
  const change = numberChange(left.value, right.value);
  if (change && inOneUnit) {
    const { direction, delta, percent } = change;
    return direction === 'none' ? null : { delta, percent: percent ?? '' };
  }
  if (shownValue(left) !== shownValue(right)) return SAME;
  const [a, b] = [left, right].map(({ value }) => (value === undefined ? '' : printJson(value)));
  return a === b ? null : { ...SAME, delta: 'differs beyond what is shown' };
}

/** As {@link compareData}, of very many lines, as a table. */
export function compareDataTable(left: JsonValue, right: JsonValue): { table: Table; changed: number } {
  const rows = compareData(left, right).filter(({ told }) => told);
  const columns = ['Value', 'Before', 'After', 'Difference'].map((title) => plainColumn(title));
  return {
    table: {
      columns,
      rows: rows.map((row, index) => ({
        index,
        header: '',
        cells: [
          row.label,
          row.left ?? 'not there',
          row.right ?? 'not there',
          [row.delta, row.percent].filter(Boolean).join(', '),
        ].map((text) => ({ ...plainCell(text), bold: row.changed })),
      })),
      named: false,
      arranging: true,
    },
    changed: rows.filter(({ changed }) => changed).length,
  };
}
