import { expect, test } from 'vitest';
import { toPlain } from '../../contract/json/plain.ts';
import { readJson } from '../../contract/json/reading.ts';
import { type JsonObject, numberFrom } from '../../contract/json/value.ts';
import { readForm } from '../fields/read-form.ts';
import { EditStore } from './edit-store.ts';
import { shared } from './shared.ts';
import { specModel } from './spec-model.ts';
import { Counter } from './tally.ts';

const NODES =
  '{"parametrization":[{"type":"section","name":"a","title":"A","content":[' +
  '{"type":"number","name":"a.old","options":{"max":10}},{"type":"number","name":"a.new","options":{"min":0}},' +
  '{"type":"select","name":"a.pick","options":[{"value":"x","label":"X"}]},' +
  '{"type":"DynamicArray","name":"a.rows","min":1,"arrayItems":[{"type":"number","name":"w","options":{"max":1}}]}]}]}';
const read = () => readForm(toPlain(readJson(NODES), new Set(['value', 'default'])));

test('what an edit made not fit is counted apart from what did not fit before', () => {
  const store = new EditStore(
    readJson('{"a":{"old":12,"new":1,"pick":"gone","rows":[{"w":2},{"w":0.5}]}}') as JsonObject,
  );
  const model = specModel(read(), store.base, store.value);
  const counter = new Counter();
  expect(counter.count(model, store).all).toEqual({ fields: 4, changed: 0, problems: 0, old: 3 });

  store.set(['a', 'new'], -1);
  store.set(['a', 'rows', 1, 'w'], 3);
  store.setPending(['a', 'old'], '1,5', 'Decimals take a point.');
  const tally = counter.count(model, store);
  expect(tally.sections.get('/a')).toEqual({ fields: 4, changed: 2, problems: 3, old: 3 });
  expect(tally.troubled.map(({ field }) => field.path.at(-1))).toEqual(['old', 'new', 'rows', 'pick']);
});

test('an edit that puts a value within its limits again ends the count', () => {
  const store = new EditStore(readJson('{"a":{"old":12}}') as JsonObject);
  const model = specModel(read(), store.base, store.value);
  store.set(['a', 'old'], numberFrom('9.0'));
  expect(new Counter().count(model, store).all).toEqual({ fields: 4, changed: 1, problems: 0, old: 0 });
});

test('a form that says the same again is the same object, and one that differs shares the rest', () => {
  const first = read();
  expect(shared(first, read())).toBe(first);
  const other = readForm(
    toPlain(readJson(NODES.replace('"max":10', '"max":11')), new Set(['value', 'default'])),
  );
  const mixed = shared(first, other);
  const fields = (form: typeof first) => (form.nodes[0] as unknown as { content: unknown[] }).content;
  expect(fields(mixed)[0]).not.toBe(fields(first)[0]);
  expect(fields(mixed).slice(1)).toEqual(fields(first).slice(1));
  expect(fields(mixed)[2]).toBe(fields(first)[2]);
});

test('a limit that an edit elsewhere has moved makes a new problem, not one that was there', () => {
  const store = new EditStore(readJson('{"a":{"old":5}}') as JsonObject);
  const before = read();
  const now = readForm(
    toPlain(readJson(NODES.replace('"max":10', '"max":4')), new Set(['value', 'default'])),
  );
  const model = specModel(now, store.base, store.value, { baseForm: before });
  expect(new Counter().count(model, store).all).toMatchObject({ changed: 0, problems: 1, old: 0 });
});
