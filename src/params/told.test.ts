import { expect, it } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { adopt } from './adopt.ts';
import { hear, tell } from './told.ts';

const stored =
  '{"b": 1.0,\n "rows": [{"x": 1e-05}, {"x": -0}, {"x": 3}], "__proto__": {"k": 12345678901234567890}}';

it.each([
  ['nothing changed', stored],
  ['a number spelt anew', stored.replace('1.0,', '1.00,')],
  ['a member more and one less', stored.replace('"b": 1.0,', '"new": [],')],
  ['keys in another order', '{"__proto__": {"k": 1}, "rows": [], "b": 1.0}'],
  ['a row put in', stored.replace('{"x": -0}', '{"x": 7.50}, {"x": -0}')],
  ['a row taken out', stored.replace('{"x": 1e-05}, ', '')],
  ['a cell changed', stored.replace('-0}', '1E3}')],
  ['another kind of value', stored.replace('{"k": 12345678901234567890}', 'null')],
  ['a list for an object', '[1.0]'],
])('what is told of a text is heard as the value that is made of it in place: %s', (_, text) => {
  const before = readJson(stored);
  const made = adopt(before, readJson(text));
  const told = structuredClone(tell(readJson(stored), adopt(readJson(stored), readJson(text))));
  const heard = hear(before, told);
  expect(printJson(heard)).toBe(printJson(made));
  expect(printJson(heard, { indent: 0 })).toBe(printJson(readJson(text), { indent: 0 }));
});

it('what did not change is the very object that was there before, and is not sent', () => {
  const before = readJson(stored);
  const text = stored.replace('-0}', '5.0}');
  const told = tell(before, adopt(before, readJson(text)));
  expect(JSON.stringify(told).length).toBeLessThan(200);
  const heard = hear(before, told) as ReadonlyMap<string, readonly unknown[]>;
  expect(heard.get('rows')?.[0]).toBe((before as typeof heard).get('rows')?.[0]);
  expect(tell(before, adopt(before, readJson(stored)))).toBeNull();
});
