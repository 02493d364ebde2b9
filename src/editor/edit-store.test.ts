import { expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { type JsonObject, numberFrom } from '../../contract/json/value.ts';
import { adopt } from '../params/adopt.ts';
import { EditStore } from './edit-store.ts';

const TEXT =
  '{ "a": 1.0,"e" : 1e-05, "big":12345678901234567,\n "rows":[{"x":1.50,"y":null} , {"x":2}],"__proto__":{"k":NaN}, "t":"\\u00e9" }';
const open = (text = TEXT) => new EditStore(readJson(text) as JsonObject);

test('after one leaf is set the text differs in that leaf only', () => {
  const store = open();
  store.set(['rows', 0, 'x'], numberFrom('1.60'));
  expect(printJson(store.value)).toBe(TEXT.replace('1.50', '1.60'));
});

test('a number typed as 1.0 is stored as 1.0', () => {
  const store = open('{"n":2}');
  store.set(['n'], numberFrom('1.0'), true);
  expect(printJson(store.value)).toBe('{"n":1.0}');
});

test('typing in one field is one step of undo', () => {
  const store = open('{"t":"","u":""}');
  for (const text of ['a', 'ab', 'abc']) store.set(['t'], text, true);
  store.set(['u'], 'x', true);
  store.undo();
  expect(printJson(store.value)).toBe('{"t":"abc","u":""}');
  store.undo();
  expect(printJson(store.value)).toBe('{"t":"","u":""}');
  store.redo();
  expect(printJson(store.value)).toBe('{"t":"abc","u":""}');
});

test('going back to what was read is no change', () => {
  const store = open();
  store.set(['a'], 2);
  store.set(['a'], numberFrom('1.0'));
  expect([store.dirty, store.changes]).toEqual([false, []]);
});

test('another spelling of a number is a change', () => {
  const store = open();
  store.set(['a'], 1);
  expect(store.changes.map(({ path }) => path)).toEqual([['a']]);
});

test('text that is no value leaves the value and makes the draft dirty', () => {
  const store = open();
  store.setPending(['a'], '1,5', 'Decimals take a point.');
  expect([printJson(store.value), store.dirty]).toEqual([TEXT, true]);
});

test('a valid value ends the text that was none', () => {
  const store = open();
  store.setPending(['rows', 0, 'x'], 'x', 'no');
  store.set(['rows'], []);
  expect(store.pending.size).toBe(0);
});

test('what was added is reset by being removed', () => {
  const store = open('{"a":1}');
  store.set(['g', 'n'], 5);
  store.reset(['g', 'n']);
  expect(store.value.has('n')).toBe(false);
});

test('JSON laid out anew and edited at one place changes the source text there only', () => {
  const store = open();
  const typed = printJson(store.value, { indent: 2 }).replace('1.50', '1.75');
  store.replace(adopt(store.value, readJson(typed)) as JsonObject);
  expect(printJson(store.value)).toBe(TEXT.replace('1.50', '1.75'));
});

test('JSON laid out anew and not edited is the same value', () => {
  const store = open();
  expect(adopt(store.value, readJson(printJson(store.value, { indent: 2 })))).toBe(store.value);
});

test('a row taken out of JSON leaves the other rows as they were written', () => {
  const store = open('{"rows":[ {"x":1.0} ,{"x":2.0}, {"x": 3.0}]}');
  const made = adopt(store.value, readJson('{"rows":[{"x":1.0},{"x":3.0}]}'));
  expect(printJson(made)).toContain('{"x": 3.0}');
});

test.each([
  ['at the top', '{"n":0,"a":1.0,"b":[1, 2]}', '{ "n" : 0,\n  "a" : 1.0,\n  "b" : [ 1,2 ] }'],
  ['in the middle', '{"a":1.0,"n":0,"b":[1,2]}', '{ "a" : 1.0,\n  "n" : 0,\n  "b" : [ 1,2 ] }'],
  ['at the end', '{"a":1.0,"b":[1,2],"n":0}', '{ "a" : 1.0,\n  "b" : [ 1,2 ],\n  "n" : 0 }'],
  ['moved', '{"b":[1,2],"a":1.0}', '{ "b" : [ 1,2 ],\n  "a" : 1.0 }'],
])('a key typed %s is stored there, and the others stay as they were written', (_where, typed, stored) => {
  const store = open('{ "a" : 1.0,\n  "b" : [ 1,2 ] }');
  const made = adopt(store.value, readJson(typed));
  expect(printJson(made)).toBe(stored);
});

test('going to a state of the list is the same as stepping there, and keeps the steps on both sides', () => {
  const store = open('{"a":0}');
  for (const number of [1, 2, 3, 4]) store.set(['a'], number);
  store.goTo(1);
  expect(store.value.get('a')).toBe(1);
  expect(store.steps).toMatchObject({ done: 1, all: { length: 4 } });
  store.redo();
  expect(store.value.get('a')).toBe(2);
  store.goTo(4);
  expect(store.value.get('a')).toBe(4);
  store.goTo(0);
  expect(store.dirty).toBe(false);
  expect(store.canUndo).toBe(false);
});

test('a text that is no value is taken back before a step that would put it into another row', () => {
  const store = open('{"rows":[{"x":1},{"x":2}],"a":1}');
  store.set(['a'], 2);
  store.set(['rows'], [new Map([['x', 2]])]);
  store.setPending(['rows', 0, 'x'], '1,5', 'no');
  store.undo();
  expect([printJson(store.value), store.pending.size]).toEqual(['{"rows":[{"x":2}],"a":2}', 0]);
  store.undo();
  expect(printJson(store.value)).toBe('{"rows":[{"x":1},{"x":2}],"a":2}');
  store.setPending(['rows', 1, 'x'], '1,5', 'no');
  store.undo();
  expect([printJson(store.value), store.pending.size]).toEqual(['{"rows":[{"x":1},{"x":2}],"a":1}', 1]);
  store.redo();
  store.redo();
  expect(printJson(store.value)).toBe('{"rows":[{"x":1},{"x":2}],"a":2}');
});

test('a text that undo took back comes back where it stood, by redo as by undo and by the list', () => {
  const store = open('{"rows":[{"x":1},{"x":2}]}');
  const [whole, short] = ['{"rows":[{"x":1},{"x":2}]}', '{"rows":[{"x":2}]}'];
  const state = () => [printJson(store.value), [...store.pending].map(([at, { text }]) => `${at} ${text}`)];
  store.set(['rows'], [new Map([['x', 2]])]);
  store.setPending(['rows', 0, 'x'], '1,5', 'no');
  store.undo();
  expect(state()).toEqual([short, []]);
  store.undo();
  expect(state()).toEqual([whole, []]);
  store.redo();
  expect(state()).toEqual([short, []]);
  store.redo();
  expect(state()).toEqual([short, ['/rows/0/x 1,5']]);
  expect(store.steps).toMatchObject({ done: 1, all: { length: 1 } });
  store.goTo(0);
  expect(state()).toEqual([whole, []]);
  store.setPending(['rows', 1, 'x'], '2,5', 'no');
  store.goTo(2);
  expect(state()).toEqual([short, ['/rows/0/x 1,5']]);
  store.undo();
  store.undo();
  store.undo();
  expect(state()).toEqual([whole, ['/rows/1/x 2,5']]);
});

test('a text of the whole that is dropped leaves those of fields', () => {
  const store = open();
  store.setPending(['a'], '1,5', 'no');
  store.setPending([], '{', 'no');
  store.clearPending([]);
  expect([...store.pending.keys()]).toEqual(['/a']);
});
