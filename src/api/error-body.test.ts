import { expect, test } from 'vitest';
import { errorBody } from './error-body.ts';

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

test('a text without end is cut, and one nested without end is left', () => {
  expect(errorBody(JSON.stringify({ detail: 'x'.repeat(5000) })).detail).toHaveLength(1001);
  const deep = `${'['.repeat(50_000)}"x"${']'.repeat(50_000)}`;
  expect(errorBody(`{"detail":${deep},"a":${deep}}`)).toEqual({ fields: {} });
});
