import { expect, test } from 'vitest';
import { errorBody, fieldsSentence } from './error-body.ts';

test.each([
  ['{"detail":"Not found."}', { detail: 'Not found.', fields: {} }],
  ['{"name":["Too long.","Taken."]}', { fields: { name: ['Too long.', 'Taken.'] } }],
  // Shapes that other frameworks give.
  [
    '{"properties":{"geometry":{"height":["At least 3.",{"code":"min"}]}}}',
    { fields: { 'properties.geometry.height': ['At least 3.', 'min'] } },
  ],
  [
    '{"layers":[{},{"top":["Too high."],"parts":[{"w":["Too wide."]}]}]}',
    { fields: { 'layers.1.top': ['Too high.'], 'layers.1.parts.0.w': ['Too wide.'] } },
  ],
  [
    '{"layers":["Too few.",{"top":["Too high."]}]}',
    { fields: { layers: ['Too few.'], 'layers.1.top': ['Too high.'] } },
  ],
  ['{"errors":[{"message":"Bad height","loc":["a",1]}]}', { fields: { errors: ['Bad height'] } }],
  ['{"detail":[{"loc":["body",0],"msg":"No value","type":"v"}]}', { detail: 'No value', fields: {} }],
  ['{"detail":{"reason":"Closed"}}', { detail: 'Closed', fields: {} }],
  ['["Entity has children."]', { detail: 'Entity has children.', fields: {} }],
  ['"Closed"', { detail: 'Closed', fields: {} }],
  ['{"error":"Closed","status":400}', { detail: 'Closed', fields: {} }],
  ['null', { fields: {} }],
  ['<html>', { fields: {} }],
  ['{"detail":{}}', { fields: {} }],
])('%s', (text, told) => {
  expect(errorBody(text)).toEqual(told);
});

test('a member may be called anything', () => {
  const { fields } = errorBody('{"__proto__":["Not here."],"a":{"__proto__":["Nor here."]}}');
  expect(Object.entries(fields)).toEqual([
    ['__proto__', ['Not here.']],
    ['a.__proto__', ['Nor here.']],
  ]);
});

test('of many members a sentence names the first few, and all that is said of the whole', () => {
  const rows = Object.fromEntries(Array.from({ length: 1007 }, (_, row) => [`rows.${row}`, ['Bad.']]));
  expect(fieldsSentence({ ...rows, non_field_errors: ['No.', 'Never.'] })).toBe(
    'No. Never. rows.0: Bad. rows.1: Bad. rows.2: Bad. rows.3: Bad. rows.4: Bad. … and 1,002 more places.',
  );
  expect(fieldsSentence({ a: ['x'.repeat(5000)] })).toHaveLength('a: '.length + 1001);
  expect(fieldsSentence({})).toBe('');
  const bare = { non_field_errors: ['Whole bad'], properties: ['Bad thing', 'Worse'], name: ['Taken'] };
  expect(fieldsSentence(bare)).toBe('Whole bad. properties: Bad thing. Worse. name: Taken');
});

test('a text without end is cut, and one nested without end is left', () => {
  expect(errorBody(JSON.stringify({ detail: 'x'.repeat(5000) })).detail).toHaveLength(1001);
  const deep = `${'['.repeat(50_000)}"x"${']'.repeat(50_000)}`;
  expect(errorBody(`{"detail":${deep},"a":${deep}}`)).toEqual({ fields: {} });
});
