import { expect, test } from 'vitest';
import { chosenFor, readKeyColumns, withChoice, writeKeyColumns } from './key-columns.ts';

const written = (columns: Parameters<typeof writeKeyColumns>[1]) => {
  const search = new URLSearchParams('pair=old&view=list');
  writeKeyColumns(search, columns);
  return search.getAll('pair');
};

test.each([
  [{ '/soil/layers': 'name' }],
  [{ '/soil/layers': null }],
  [{ '/scenarios/*/layers': 'soil', '/scenarios': 'name' }],
  [{ '/scenarios/*/layers': null }],
  [{ '/t': 'N/mm²~' }],
  [{ '/': 'n', '/two\nlines': 'k' }],
  [{ '/lists/*': null }],
])('what is written into the address is read from it: %j', (columns) => {
  expect(readKeyColumns(written(columns))).toEqual(columns);
});

test.each([['name'], ['/soil/layers'], ['/*'], ['']])('an address of %j pairs nothing', (pattern) => {
  expect(readKeyColumns([pattern])).toEqual({});
});

test('a choice for a table within rows holds in every row', () => {
  const columns = withChoice({}, '/scenarios/*/layers', 'soil');
  expect(chosenFor(columns, ['scenarios', 3, 'layers'])).toBe('soil');
  expect(chosenFor(columns, ['scenarios'])).toBeUndefined();
  expect(withChoice(columns, '/scenarios/*/layers', undefined)).toEqual({});
});
