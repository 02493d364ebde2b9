import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import type { EntityRevision } from '../../contract/revision.ts';
import { summarise } from './summaries.ts';

const revision = (id: number, text: string): EntityRevision => ({
  id,
  name: 'Pier',
  created_date: null,
  created_by: null,
  message: null,
  params: readJson(text) as JsonObject,
});
const summaryOf = (left: string, right: string) => summarise(revision(1, left), revision(2, right));

test('what the form moved is told apart from what was edited', () => {
  expect(summaryOf('{"a":{"x":0.82,"k":1},"y":1}', '{"a":{"k":1},"x":0.82,"y":2}')).toMatchObject({
    kind: 'changed',
    counts: { added: 0, removed: 0, changed: 1, moved: 0 },
    form: { count: 2, words: 'a › x now stands at the top level' },
    sentence: 'y 1 → 2',
  });
});

test('an edit alone is no change of the form', () => {
  expect(summaryOf('{"y":1}', '{"y":2}')).toMatchObject({ form: undefined, sentence: 'y 1 → 2' });
});

test('params that are written alike are saved again, and those that are not are said to be', () => {
  expect(summaryOf('{"y":1}', '{"y":1}')).toMatchObject({ kind: 'identical', quiet: '' });
  expect(summaryOf('{"y":1.0}', '{"y":1.00}')).toMatchObject({
    kind: 'identical',
    quiet: '1 number is written otherwise but equal',
  });
});
