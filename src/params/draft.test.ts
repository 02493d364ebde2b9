import { describe, expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { type JsonValue, numberFrom } from '../../contract/json/value.ts';
import { applyDraft, draftFits, draftOf, printDraft, readDraft } from './draft.ts';
import { sameSpelling } from './equal.ts';
import { getIn, insertIn, removeIn, setIn } from './path.ts';

const rows = Array.from({ length: 100 }, (_, index) => `{"name": "L${index}", "top": ${index}.50}`).join(
  ', ',
);
const base: JsonValue = readJson(`{"span": 12.0, "note": "x", "layers": [${rows}]}`);

describe('a draft', () => {
  it('holds the leaves that changed, with what they were, and the row around them with its list', () => {
    const edited = setIn(setIn(base, ['layers', 40, 'top'], 7), ['span'], numberFrom('12.5'));
    expect(draftOf(base, edited)).toEqual([
      { path: ['span'], base: numberFrom('12.0'), value: 12.5 },
      {
        path: ['layers', 40, 'top'],
        base: numberFrom('40.50'),
        value: 7,
        row: getIn(base, ['layers', 40]),
        list: getIn(base, ['layers']),
      },
    ]);
  });

  it('holds a list as a whole once rows came or went', () => {
    const edited = insertIn(base, ['layers', 0], new Map());
    expect(draftOf(base, edited).map(({ path }) => path)).toEqual([['layers']]);
  });

  it('tells added and removed members by undefined', () => {
    const edited = setIn(removeIn(base, ['note']), ['new'], null);
    expect(draftOf(base, edited)).toEqual([
      { path: ['note'], base: 'x', value: undefined },
      { path: ['new'], base: undefined, value: null },
    ]);
  });

  it.each([
    ['groups', '{"a":', '}', 'a'],
    ['lists', '[', ']', 0],
  ] as const)('holds what changed below very many %s as one change', (_, open, close, key) => {
    const deep = (leaf: string) => readJson(`{"x":${open.repeat(20_000)}${leaf}${close.repeat(20_000)}}`);
    const draft = draftOf(deep('1'), deep('2'));
    expect(draft.map(({ path }) => path.length)).toEqual([400]);
    expect(sameSpelling(applyDraft(deep('1'), readDraft(printDraft(draft))), deep('2'))).toBe(true);
    const path = ['x', ...Array<string | number>(20_000).fill(key)];
    expect(getIn(setIn(deep('1'), path, 3), path)).toBe(3);
  });

  it('is empty for a value set back', () => {
    expect(draftOf(base, setIn(setIn(base, ['note'], 'y'), ['note'], 'x'))).toEqual([]);
  });

  it('no longer fits when its leaf was saved anew', () => {
    const draft = draftOf(base, setIn(base, ['note'], 'y'));
    expect([
      draftFits(setIn(base, ['span'], 1), draft),
      draftFits(setIn(base, ['note'], 'z'), draft),
    ]).toEqual([true, false]);
  });
});
