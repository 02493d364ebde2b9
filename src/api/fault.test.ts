import { expect, it } from 'vitest';
import { EntityList } from '../../contract/entity.ts';
import { StoredFileList } from '../../contract/file.ts';
import { faultIn } from './fault.ts';

const of = (type: typeof EntityList | typeof StoredFileList, answer: unknown): string => {
  const { error } = type.safeParse(answer);
  if (!error) throw new Error('There is nothing wrong with it.');
  return faultIn(answer, error.issues);
};

it.each<[unknown, string]>([
  [null, 'the answer is null'],
  ['form', 'the answer is a text'],
  [7, 'the answer is 7'],
  [{}, 'results is missing'],
  [{ results: null, count: 1 }, 'results is null'],
  [{ results: [{ id: 1, name: 'A', entity_type: 2 }, null] }, 'results.1 is null'],
  [[{ id: 1, name: 'A', entity_type: 2 }, { id: {} }], '1.id is an object'],
  [[{ id: 'x' }], '0.id is a text'],
])('of a list of entities that is %j is said what is wrong', (answer, words) => {
  expect(of(EntityList, answer)).toBe(words);
});

it('of a form that nothing comes near to is said what is there', () => {
  expect(of(StoredFileList, { results: [{ id: 1 }] })).toBe('results.0.filename is missing');
});
