import { expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonArray } from '../../contract/json/value.ts';
import { idsOf, lookInto, marksOf, printMarks, readMarks } from './row-marks.ts';

const list = (text: string) => readJson(text) as JsonArray;
const ROWS = '[{"name":"Klei é","g":18.0,"on":true},{"name":"Zand","g":[1e-05,null]}]';

test('marks are what they were when drafts were kept: who changes them makes them another way', () => {
  expect(printJson(printMarks(marksOf(list(ROWS))))).toBe('{"way":1,"ids":"e64fcf2c8c21bda7","key":"name"}');
  expect(printJson(printMarks(marksOf(list('[1.50,"a",{},[],20000000000000000001]'))))).toBe(
    '{"way":1,"ids":"2f4b3e38de11a9e77e1217e99411235871210270"}',
  );
});

test('marks of another way, and what are none, are unknown', () => {
  const marks = printMarks(marksOf(list(ROWS)));
  expect(readMarks(marks)).toEqual(marksOf(list(ROWS)));
  expect(readMarks(new Map(marks).set('way', 0))).toBeUndefined();
  expect(readMarks(new Map([...marks].filter(([key]) => key !== 'way')))).toBeUndefined();
  for (const ids of ['0000000', '0000000g', 7])
    expect(readMarks(new Map(marks).set('ids', ids))).toBeUndefined();
});

test('marks are printed once', () => {
  const rows = list(ROWS);
  expect(printMarks(marksOf(rows))).toBe(printMarks(marksOf(rows)));
});

test('while a long list is looked into, others have their turn, and it is known afterwards', async () => {
  const text = `[${Array.from({ length: 50_000 }, (_, row) => `{"depth":${row / 50},"soil":"Sand"}`)}]`;
  const rows = list(text);
  let turns = 0;
  const others = setInterval(() => turns++);
  await lookInto(rows);
  clearInterval(others);
  expect(turns).toBeGreaterThan(3);
  expect(idsOf(rows)).toEqual(idsOf(list(text)));
});
