import { beforeEach, expect, it, vi } from 'vitest';
import { entityUse, familiarity, forgetEntities, noteUse, readUsed } from './usage.ts';

let environment = '';
vi.mock('../api/session.ts', () => ({ environmentKey: () => environment }));

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
const DAY = 24 * 3_600_000;
const of = (key: string, now: number) =>
  familiarity(
    readUsed(1).find((used) => used.key === key),
    now,
  );

it('what is used often and lately is more familiar than what was used once, or long ago', () => {
  noteUse(1, { key: 'a', title: 'A' }, 0);
  for (const at of [0, 1, 2]) noteUse(1, { key: 'b', title: 'B' }, at);
  noteUse(1, { key: 'c', title: 'C' }, 30 * DAY);
  expect(of('b', 3)).toBeGreaterThan(of('a', 3));
  expect(of('c', 30 * DAY)).toBeGreaterThan(of('b', 30 * DAY));
});

it('each user has a memory of their own', () => {
  noteUse(1, { key: 'a', title: 'A' });
  expect(readUsed(2)).toEqual([]);
});

it('each environment has a memory of its own', () => {
  environment = 'a.viktor.ai';
  noteUse(1, { key: 'entity:5/1', title: 'A' });
  environment = 'b.viktor.ai';
  expect(readUsed(1)).toEqual([]);
  environment = 'a.viktor.ai';
  expect(readUsed(1)).toHaveLength(1);
  environment = '';
});

it('what is stored in another form is left out, and an address is never another site', () => {
  kept.set('vx-used 1', '[{"key":"a"},{"key":"b","title":"B","to":"https://x","weight":1,"at":1},3]');
  expect(readUsed(1)).toEqual([]);
  kept.set('vx-used 1', 'not JSON');
  expect(readUsed(1)).toEqual([]);
});

it('an entity that is gone is taken out with what was in it, and nothing of another workspace', () => {
  const use = (w: number, id: number, ...above: number[]) =>
    noteUse(1, { key: entityUse(w, id), title: String(id), above });
  use(5, 1);
  use(5, 2, 1);
  use(5, 3, 1, 2);
  use(5, 4, 1, 9);
  use(6, 3, 2);
  noteUse(1, { key: 'workspace:2', title: 'W' });
  forgetEntities(1, 5, [2]);
  expect(readUsed(1).map(({ key }) => key)).toEqual([
    'workspace:2',
    'entity:6/3',
    'entity:5/4',
    'entity:5/1',
  ]);
});
