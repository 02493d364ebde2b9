import { expect, it } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { entityReferences, withNewIds } from './references.ts';

const params = readJson(
  '{"at": {"pier": 11, "depth": 12.0}, "many": [11, 99], "rows": [{"of": 12, "n": 11}, {"of": null}], "text": "11"}',
) as JsonObject;
const types = {
  'at.pier': { type: 'entity' },
  'at.depth': { type: 'number' },
  many: { type: 'multi_entity' },
  rows: { type: 'table', sub_types: { of: { type: 'entity' }, n: { type: 'number' } } },
  text: { type: 'text' },
  absent: { type: 'entity' },
};

it('are the ids in fields and columns of entities, and no number or text beside them', () => {
  expect(entityReferences(params, types)).toEqual([
    { path: ['at', 'pier'], id: 11 },
    { path: ['many', 0], id: 11 },
    { path: ['many', 1], id: 99 },
    { path: ['rows', 0, 'of'], id: 12 },
  ]);
});

it('name the new ids of what was made again, with every other byte of the params as it was', () => {
  const made = withNewIds(
    params,
    entityReferences(params, types),
    new Map([
      [11, 501],
      [12, 502],
    ]),
  );
  expect(printJson(made)).toBe(
    '{"at": {"pier": 501, "depth": 12.0}, "many": [501, 99], "rows": [{"of": 502, "n": 11}, {"of": null}], "text": "11"}',
  );
});
