import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { compareParams } from '../params/compare.ts';
import { tellApart } from '../params/form-changes.ts';
import { formChangeWords } from './form-changes.ts';

const found = (left: string, right: string) =>
  tellApart(compareParams(readJson(left), readJson(right))).form.map(formChangeWords);

test('a key that stands elsewhere with its value is said to have moved', () => {
  expect(found('{"hydraulics":{"damping":0.82,"a":1}}', '{"hydraulics":{"a":1},"damping":0.82}')).toEqual([
    'hydraulics › damping now stands at the top level',
  ]);
});

test('a column whose values are of another kind is said once', () => {
  expect(found('{"bars":[{"w":"1-1"},{"w":"2-2"}]}', '{"bars":[{"w":["1-1"]},{"w":["2-2"]}]}')).toEqual([
    'bars › w was text and is a list in 2 rows',
  ]);
});

test.each([
  [
    'a renamed key',
    '{"soil":{"k1":0.5,"a":1}}',
    '{"soil":{"k_one":0.5,"a":1}}',
    ['soil › k1 is now called k_one'],
  ],
  [
    'a renamed column of another kind',
    '{"t":[{"n":"a","w":"1"},{"n":"b","w":"2"}]}',
    '{"t":[{"n":"a","width":1},{"n":"b","width":2}]}',
    ['t › w is now called width in 2 rows, and is a number where it was text'],
  ],
  [
    'what came and went with it',
    '{"a":{"x":1},"old":3}',
    '{"a":{},"x":1,"new":null}',
    ['a › x now stands at the top level', 'new is new', 'old is gone'],
  ],
])('%s is said', (_name, left, right, words) => expect(found(left, right)).toEqual(words));

test.each([
  ['an edited value', '{"a":1,"b":"x"}', '{"a":2,"b":"y"}'],
  ['a value filled in or cleared', '{"a":null,"b":"x","l":[]}', '{"a":2,"b":null,"l":[{"n":1}]}'],
  ['nothing that vanished here and there', '{"a":{"x":null}}', '{"a":{},"b":{"x":null}}'],
  ['equal values of unlike keys', '{"a":{"x":1}}', '{"a":{},"y":1}'],
  ['one value that came at two places', '{"a":{"x":1}}', '{"a":{},"b":{"x":1,"k":0},"c":{"x":1}}'],
])('%s is no change of the form', (_name, left, right) => expect(found(left, right)).toEqual([]));
