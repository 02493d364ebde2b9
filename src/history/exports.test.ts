import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonArray, JsonObject, JsonValue } from '../../contract/json/value.ts';
import { compareParams } from '../params/compare.ts';
import { totalOf } from '../params/comparison.ts';
import { equalValues, sameSpelling } from '../params/equal.ts';
import { fromPointer, getIn, insertIn, removeIn, setIn } from '../params/path.ts';
import { pairs } from '../params/testing/arbitraries.ts';
import { refined } from './compared.ts';
import { csv, markdown } from './exports.ts';
import { jsonPatch, python } from './json-patch.ts';
import { htmlReport } from './report.ts';

/** RFC 6902, apart from `move`, `copy` and `test`. */
function patched(value: JsonValue, patch: string): JsonValue {
  return (readJson(patch) as JsonArray).reduce<JsonValue>((result, item) => {
    const operation = item as JsonObject;
    const path = fromPointer(String(operation.get('path')), result);
    const member = operation.get('value') as JsonValue;
    if (operation.get('op') === 'remove') {
      expect(getIn(result, path)).not.toBeUndefined();
      return removeIn(result, path);
    }
    if (operation.get('op') === 'replace') {
      expect(getIn(result, path)).not.toBeUndefined();
      return setIn(result, path, member);
    }
    return typeof path.at(-1) === 'number' ? insertIn(result, path, member) : setIn(result, path, member);
  }, value);
}

const compared = (left: string, right: string) => compareParams(readJson(left), readJson(right));

test('a patch applied to the left side gives the right side, numbers as they are spelt', () => {
  fc.assert(
    fc.property(pairs, ([left, right]) => {
      const made = patched(left, jsonPatch(compareParams(left, right)));
      expect(equalValues(made, right) && sameSpelling(made, right)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('a patch of sets leads to the right side, whatever their order', () => {
  fc.assert(
    fc.property(pairs, ([left, right]) => {
      const made = patched(left, jsonPatch(compareParams(left, right, { sets: ['/**'] })));
      expect(equalValues(made, right) && sameSpelling(made, right)).toBe(true);
    }),
    { numRuns: 1000 },
  );
  const [left, right] = ['{"parts":[1,2,3]}', '{"parts":[3.0,1,4]}'].map(
    (text) => readJson(text) as JsonObject,
  );
  if (!left || !right) throw new Error('no params');
  const comparison = refined(compareParams(left, right), ['/parts']);
  expect(patched(left, jsonPatch(comparison))).toEqual(right);
  expect(python(comparison, { workspaceId: 1, entityId: 2 })).toContain('params["parts"] = [3.0, 1, 4]');
});

test('a row inserted on top and a moved row are one operation each way', () => {
  const comparison = compared(
    '{"t":[{"n":"a","v":1},{"n":"b","v":2},{"n":"c","v":3},{"n":"d","v":4}]}',
    '{"t":[{"n":"x","v":0},{"n":"d","v":4},{"n":"a","v":1},{"n":"b","v":2.50},{"n":"c","v":3}]}',
  );
  expect(jsonPatch(comparison).trim().split('\n').slice(1, -1)).toEqual([
    '  {"op":"remove","path":"/t/3"},',
    '  {"op":"add","path":"/t/0","value":{"n":"x","v":0}},',
    '  {"op":"add","path":"/t/1","value":{"n":"d","v":4}},',
    '  {"op":"replace","path":"/t/3/v","value":2.50}',
  ]);
});

test('Python spells values as Python does', () => {
  const comparison = compared(
    '{"a":{"k":1},"gone":1,"l":[{"n":1}]}',
    '{"a":{"k":null,"on":true,"t":"\\"x\\"\\n","f":NaN},"l":[{"n":1},{"n":1.0}]}',
  );
  expect(python(comparison, { workspaceId: 11, entityId: 20019 }).split('\n')).toEqual([
    'from viktor.api_v1 import API',
    '',
    'entity = API().get_entity(20019, workspace_id=11)',
    'params = entity.last_saved_params',
    'params["a"]["k"] = None',
    'params["a"]["on"] = True',
    'params["a"]["t"] = "\\"x\\"\\n"',
    'params["a"]["f"] = float("nan")',
    'del params["gone"]',
    'params["l"].insert(1, {"n": 1.0})',
    'entity.set_params(params)',
    '',
  ]);
});

test('CSV quotes what needs it and lets no text become a formula', () => {
  const comparison = compared('{"a":1.0,"t":"x"}', '{"a":-2.50,"t":"=1+1, \\"b\\""}');
  expect(csv(comparison).split('\r\n')).toEqual([
    'path,pointer,change,old,new,difference',
    'a,/a,changed,1.0,-2.50,-3.5',
    't,/t,changed,x,"\'=1+1, ""b""",',
    '',
  ]);
});

test('what moved says where it stood, and rows which table has them', () => {
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => ({ name: `R${from + i}`, x: from + i, y: 1 }));
  const row = (text: string) => text.split('\n').filter((line) => /moved|removed|added \|/.test(line));
  const comparison = compared(
    JSON.stringify({ soil: { a: 1, b: 2, c: 3 }, t: rows(0, 5) }),
    JSON.stringify({
      page: { soil: { a: 1, b: 2, c: 3 } },
      t: [...rows(2, 4), ...rows(0, 1)],
      u: rows(4, 5),
    }),
  );
  expect(row(markdown(comparison, 'x'))).toEqual([
    '| page | added |  | empty group |  |',
    '| page › soil | moved | stood at soil | group of 3 |  |',
    '| t\\[R1\\] | removed | group of 3 |  |  |',
    '| t\\[R0\\] | moved | stood at 1 | group of 3 |  |',
    '| t\\[R4\\] | removed | group of 3 |  | now in u |',
    '| u | added |  | 1 row | from t |',
  ]);
  expect(csv(comparison)).toContain('page › soil,/page/soil,moved,/soil,/page/soil,');
});

test('Markdown escapes what would be markup and names rows', () => {
  const comparison = compared('{"t":[{"name":"a|b","v_1":1}]}', '{"t":[{"name":"a|b","v_1":2}]}');
  expect(markdown(comparison, 'From 1 to 2')).toContain(
    '| t\\[a\\|b\\] › v\\_1 | changed | 1 | 2 | +1, +100 % |',
  );
});

test('Markdown says how two values differ that look the same', () => {
  const long = 'x'.repeat(50);
  const comparison = compared(
    JSON.stringify({ a: `${long}1`, b: '5', c: 'a\r\nb', d: 'p' }),
    JSON.stringify({ a: `${long}2`, b: 5, c: 'a\nb', d: 'q' }),
  );
  const lines = markdown(comparison, 'x').trim().split('\n').slice(-4);
  expect(lines.map((line) => line.split(' | ').slice(-3).join(' | ')).slice(1)).toEqual([
    '“5” | 5 |  |',
    'a b | a b | changed in line ends only |',
    'p | q |  |',
  ]);
  expect(lines[0]).toContain(' | changed further on |');
});

test('Markdown and the report say how all rows of a table were put in order', () => {
  const table = (values: number[]) =>
    JSON.stringify({ t: values.map((z) => ({ mark: `M${(z * 7) % 10}`, z })) });
  const comparison = compared(table([5, 1, 9, 3, 7, 2, 8]), table([9, 8, 7, 5, 3, 2, 1]));
  expect(markdown(comparison, 'x')).toContain('| sorted by z, descending |');
  expect(htmlReport(comparison, { title: 'T', from: 'a', to: 'b', made: 'now' })).toContain(
    '<td>sorted by z, descending</td>',
  );
});

test('Markdown, CSV and the report say how a list of numbers was put in order, and no difference of what moved', () => {
  const comparison = compared('{"n":[3,1,4,1,9,7]}', '{"n":[1,1,3,4,7,9]}');
  expect(markdown(comparison, 'x')).toContain('| sorted |');
  expect(htmlReport(comparison, { title: 'T', from: 'a', to: 'b', made: 'now' })).toContain(
    '<td>sorted</td>',
  );
  expect(csv(comparison).split('\r\n')[1]).toMatch(/,moved,.*,$/);
});

test('Markdown, CSV and the report have a line for every counted change', () => {
  fc.assert(
    fc.property(pairs, ([left, right]) => {
      const comparison = compareParams(left, right);
      const count = totalOf(comparison.counts);
      const report = htmlReport(comparison, { title: 'T', from: 'a', to: 'b', made: 'now' });
      expect(markdown(comparison, 'T').match(/^\| /gm)).toHaveLength(count + 2);
      expect(report.match(/<tr class=/g) ?? []).toHaveLength(count);
      expect(report).toContain(`<p>${count} change${count === 1 ? '' : 's'}:`);
      // Lines end in CRLF; a text of many lines stands in quotes with its own ends.
      const lines = csv(comparison)
        .replaceAll(/"(?:[^"]|"")*"/g, '')
        .split('\r\n');
      expect(lines).toHaveLength(count + 2);
    }),
    { numRuns: 200 },
  );
});
