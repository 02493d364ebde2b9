import { expect, test } from 'vitest';
import type { EntityRevision } from '../../contract/revision.ts';
import { foldedLines, sessionsOf } from './sessions.ts';

const history = (...saves: [by: number | null, minute: number | null][]) =>
  saves
    .map(
      ([created_by, minute], id) =>
        ({
          id,
          created_by,
          created_date: minute === null ? null : new Date(minute * 60_000).toISOString(),
        }) as EntityRevision,
    )
    .reverse();

test('saves of one person without a long pause are a session; another person or a long pause ends it', () => {
  const revisions = history([1, 0], [1, 29], [1, 58], [2, 59], [2, 100], [1, 101], [1, 131], [1, 162]);
  expect(
    sessionsOf(revisions).map(({ newest, oldest }) => [revisions[oldest]?.id, revisions[newest]?.id]),
  ).toEqual([
    [5, 6],
    [0, 2],
  ]);
});

test('without author or time nothing is folded', () => {
  expect(sessionsOf(history([null, 0], [null, 1], [3, null], [3, null]))).toEqual([]);
});

test('a folded session is one line, an open one stands above its revisions', () => {
  const revisions = history([2, 0], [1, 500], [1, 501], [2, 900]);
  const sessions = sessionsOf(revisions);
  const lines = (open: number[]) =>
    foldedLines(revisions, sessions, new Set(open)).map((line) =>
      line.type === 'session' ? 's' : line.index,
    );
  expect(lines([])).toEqual([0, 's', 3]);
  expect(lines([2])).toEqual([0, 's', 1, 2, 3]);
});
