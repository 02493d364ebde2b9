import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  numberFrom,
} from '../../contract/json/value.ts';
import { pasteCells } from '../fields/grid-clipboard.ts';
import { gridColumns } from '../fields/grid-columns.ts';
import { fillDown, sortedOrder } from '../fields/grid-model.ts';
import { spliced } from '../params/path.ts';
import { EditStore } from './edit-store.ts';

const spellings = [
  '1.0',
  '1e-05',
  '-0',
  '12345678901234567890',
  'NaN',
  '2.50',
  '7',
  '0.30000000000000004',
  '1E+3',
];
const spaces = ['', ' ', '\n  '];

/** JSON text of a document with rows and groups, written in many ways; every leaf is a value that occurs nowhere else but for its spelling. */
const documents = fc
  .record({
    groups: fc.array(fc.array(fc.nat(spellings.length - 1), { minLength: 1, maxLength: 4 }), {
      minLength: 2,
      maxLength: 4,
    }),
    rows: fc.array(fc.tuple(fc.nat(spellings.length - 1), fc.string({ maxLength: 6 })), {
      minLength: 2,
      maxLength: 6,
    }),
    space: fc.constantFrom(...spaces),
  })
  .map(({ groups, rows, space }) => {
    const leaf = (index: number) => spellings[index] ?? '0';
    const members = groups.map(
      (numbers, at) =>
        `${space}"g${at}":${space}{${numbers.map((number, index) => `${space}"k${index}" : ${leaf(number)}`).join(',')}}`,
    );
    const table = rows.map(
      ([number, text]) => `{"v":${leaf(number)},${space}"t":${JSON.stringify(text)}, "deep":{"x":1.0}}`,
    );
    return `{${members.join(',')},"rows":[${space}${table.join(`,${space}`)} ]}`;
  });

type Edit = { what: number; at: number; to: string };
const edits = fc.array(
  fc.record({ what: fc.nat(7), at: fc.nat(20), to: fc.constantFrom('9.90', '-4', '3e2') }),
  { minLength: 1, maxLength: 8 },
);

const rowsOf = (store: EditStore): JsonArray => {
  const rows = store.value.get('rows');
  return isArray(rows) ? rows : [];
};

/** Does what the form does, and takes note of what it touched. */
function perform(store: EditStore, { what, at, to }: Edit, touched: Set<string>): void {
  const rows = rowsOf(store);
  const columns = gridColumns(rows, 'table', undefined);
  const row = at % Math.max(1, rows.length);
  const v = columns.findIndex(({ key }) => key === 'v');
  if (what === 0) {
    touched.add(`g${at % 2} k0`);
    store.set([`g${at % 2}`, 'k0'], numberFrom(to), true);
  } else if (rows.length === 0) return;
  else if (what === 1) store.set(['rows', row, 'v'], numberFrom(to));
  else if (what === 2) store.set(['rows'], spliced(rows, row, 1));
  else if (what === 3) store.set(['rows'], spliced(rows, row, 0, rows[row] as JsonValue));
  else if (what === 4)
    store.set(['rows'], fillDown(rows, columns, { row: 0, column: v }, { row, column: v }));
  else if (what === 5)
    store.set(
      ['rows'],
      sortedOrder(rows, 'v', at % 2 === 0).map((index) => rows[index] as JsonValue),
    );
  else if (what === 6) store.set(['rows'], pasteCells(rows, columns, { row, column: v }, [[to]]).rows);
  else store.undo();
}

test('whatever is edited in the form, leaves that were not touched are in the saved text exactly as before', () => {
  fc.assert(
    fc.property(documents, edits, (text, list) => {
      const store = new EditStore(readJson(text) as JsonObject);
      const touched = new Set<string>();
      for (const edit of list) perform(store, edit, touched);
      const saved = printJson(store.value);
      const before = readJson(text) as JsonObject;
      for (const [name, group] of before) {
        if (!isObject(group)) continue;
        // The group's own text, but for the one member that may be edited.
        const source = /\{[^{}]*\}/.exec(text.slice(text.indexOf(`"${name}"`)))?.[0] as string;
        const own = source.slice(1, -1).split(',');
        const kept = touched.has(`${name} k0`) ? own.slice(1) : own;
        for (const member of kept) expect(saved).toContain(member);
      }
      // Rows keep the text of every cell that no edit names.
      const texts = new Set(
        (before.get('rows') as JsonArray).map((row) => printJson((row as JsonObject).get('t') as JsonValue)),
      );
      for (const row of rowsOf(store)) {
        expect(printJson((row as JsonObject).get('deep') as JsonValue)).toBe('{"x":1.0}');
        expect(texts).toContain(printJson((row as JsonObject).get('t') as JsonValue));
      }
      while (store.canUndo) store.undo();
      expect(printJson(store.value)).toBe(text);
    }),
    { numRuns: 300 },
  );
});
