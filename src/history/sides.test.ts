import { expect, test } from 'vitest';
import type { EntityRevision } from '../../contract/revision.ts';
import { asksForOlder, distance, readSides, readView, type Side, span } from './sides.ts';

const revision = (id: number, date: string | null = null): EntityRevision => ({
  id,
  params: new Map(),
  created_date: date,
  created_by: undefined,
  message: undefined,
  name: undefined,
});
const revisions = [revision(33), revision(22), revision(11)];
const idOf = (side: Side) => (side.kind === 'revision' ? side.revision.id : side.kind);
const read = (query: string) => {
  const { from, to, problems } = readSides(new URLSearchParams(query), revisions);
  return { from: idOf(from), to: idOf(to), problems: problems.length };
};

test.each([
  ['', 22, 33],
  ['to=22', 11, 22],
  ['to=11', 'nothing', 11],
  ['from=11', 11, 33],
  ['from=11&to=22', 11, 22],
  ['from=33&to=11', 33, 11],
  ['from=11&to=head', 11, 33],
  ['to=draft', 33, 'draft'],
  ['from=12.7', 'entity', 33],
  ['to=12.7.900', 33, 'entity'],
  ['from=file&to=22', 'file', 22],
])('the URL “%s” compares %s with %s', (query, from, to) => {
  expect(read(query)).toEqual({ from, to, problems: 0 });
});

test.each(['from=5', 'to=5', 'to=-1', 'to=abc', 'from=1e3', 'from=1.2.3.4', 'from=99999999999999999999'])(
  'what cannot be had in “%s” is one problem and the default',
  (query) => {
    expect(read(query)).toEqual({ from: 22, to: 33, problems: 1 });
  },
);

test.each([
  ['', false],
  ['to=22', false],
  ['to=11', true],
  ['from=33&to=11', false],
  ['from=11', false],
  ['to=10', true],
  ['from=10&to=22', true],
  ['to=draft', false],
])('whether the URL “%s” asks for more than was read: %s', (query, asks) => {
  expect(asksForOlder(new URLSearchParams(query), revisions)).toBe(asks);
});

test('a revision before which nothing was read is told apart from the first', () => {
  const { from, problems } = readSides(new URLSearchParams('to=11'), revisions, 5);
  expect(idOf(from)).toBe('nothing');
  expect(problems).toEqual(['Revision 2 is not read, so what it holds is shown as added.']);
});

test('revisions are numbered from 1, the oldest', () => {
  const { to } = readSides(new URLSearchParams('to=22'), revisions);
  expect(to).toMatchObject({ number: 2, isHead: false });
});

test.each([
  [0, 'less than a second'],
  [1500, '1 second'],
  [59_999, '59 seconds'],
  [61_000, '1 minute'],
  [47 * 3_600_000, '47 hours'],
  [3 * 86_400_000 + 5, '3 days'],
  [200 * 86_400_000, '6 months'],
  [913 * 86_400_000, '2.5 years'],
])('%d ms is said as %s', (milliseconds, words) => {
  expect(span(milliseconds)).toBe(words);
});

const side = (number: number, date: string | null): Side => ({
  kind: 'revision',
  revision: revision(number, date),
  number,
  isHead: false,
});

test('the distance counts revisions and time, whichever side is the older', () => {
  const [old, young] = [side(3, '2024-03-01T00:00:00Z'), side(7, '2024-03-04T00:00:00Z')];
  expect(distance(old, young)).toBe('3 days, 4 revisions apart');
  expect(distance(young, old)).toBe('3 days, 4 revisions apart');
});

test('without dates the distance is in revisions only', () => {
  expect(distance(side(1, null), side(2, null))).toBe('1 revision apart');
});

test('an unknown view in the URL is the unified one', () => {
  expect(readView(new URLSearchParams('view=sideways'))).toBe('unified');
});
