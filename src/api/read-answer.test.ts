import { expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { getIn } from '../params/path.ts';
import { readAnswer } from './read-answer.ts';

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => `{"name": "L${index}", "top": ${index}.50}`).join(', ');
const entity = (rows: string, name = 'Bridge') =>
  `{"id": 3, "name": "${name}", "properties": {"rows": [${rows}]}}`;
const paramsIn = (answer: JsonValue) => getIn(answer, ['properties']) as JsonObject;

test('other tasks run while a long answer is read', async () => {
  const text = entity(rows(120_000));
  let ticks = 0;
  const ticking = setInterval(() => ticks++);
  const answer = await readAnswer(text);
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(0);
  expect(printJson(answer)).toBe(text);
});

test('an answer that is not wanted any more is not read to its end', async () => {
  const leaving = new AbortController();
  const reading = readAnswer(entity(rows(120_000)), { signal: leaving.signal });
  leaving.abort(new Error('left'));
  await expect(reading).rejects.toThrow('left');
});

test('params that came again are those known already, and rows beside a changed one too', async () => {
  const like = paramsIn(readJson(entity(rows(10))));
  expect(paramsIn(await readAnswer(entity(rows(10), 'Renamed'), { like }))).toBe(like);
  const changed = await readAnswer(entity(rows(10).replace('4.50', '4.5')), { like });
  for (const row of [0, 3, 5, 9])
    expect(getIn(changed, ['properties', 'rows', row])).toBe(getIn(like, ['rows', row]));
  expect(printJson(getIn(changed, ['properties', 'rows', 4]) as JsonValue)).toBe(
    '{"name": "L4", "top": 4.5}',
  );
});

test.each(['[REVISIONS]', '{"count": 2, "results": [REVISIONS]}'])(
  'a list of revisions shares the params that are known: %s',
  async (list) => {
    const like = paramsIn(readJson(entity(rows(10))));
    const revision = (member: string) => `{"id": 1, "${member}": ${printJson(like)}}`;
    const text = list.replace('REVISIONS', `${revision('properties')}, ${revision('params')}`);
    const answer = await readAnswer(text, { like });
    const items = (getIn(answer, ['results']) ?? answer) as readonly JsonValue[];
    expect(getIn(items, [0, 'properties'])).toBe(like);
    expect(getIn(items, [1, 'params'])).toBe(like);
  },
);

test('after some answers in a row nothing is taken over, so that no old text is held for good', async () => {
  let like = paramsIn(readJson(entity(rows(3))));
  const first = getIn(like, ['rows', 2]);
  const shared: boolean[] = [];
  for (let round = 0; round < 10; round++) {
    like = paramsIn(await readAnswer(entity(rows(3).replace('"L0"', `"new ${round}"`)), { like }));
    shared.push(getIn(like, ['rows', 2]) === first);
  }
  expect(shared.indexOf(false)).toBe(8);
});
