import { describe, expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { referencePlaces, remapReferences } from './references.ts';

const ids = { entities: new Map([[1, 1001]]), files: new Map([[1, 5001]]) };

function remapped(paramTypes: unknown, parametrization: unknown, params: string): string {
  const places = referencePlaces(paramTypes, parametrization);
  return places === null ? 'no places' : remapReferences(params, places, ids);
}

describe('references in params', () => {
  it.each([
    ['an entity', { 'a.b': { type: 'entity' } }, '{"a": {"b":1 , "c":1}}', '{"a": {"b":1001 , "c":1}}'],
    ['a file', { f: { type: 'file' } }, '{"f":1,"g":1.0}', '{"f":5001,"g":1.0}'],
    [
      'a file as an object',
      { f: { type: 'file' } },
      '{"f":{"file_id":1,"n":1}}',
      '{"f":{"file_id":5001,"n":1}}',
    ],
    ['a list of entities', { m: { type: 'child-entity-multiselect' } }, '{"m":[2, 1]}', '{"m":[2, 1001]}'],
    [
      'a column of rows',
      { t: { type: 'table', sub_types: { e: { type: 'EntityOption' } } } },
      '{"t":[{"e":1,"x":1e-05}]}',
      '{"t":[{"e":1001,"x":1e-05}]}',
    ],
    ['a misfit', { e: { type: 'entity' } }, '{"e":"see drawing 1"}', '{"e":"see drawing 1"}'],
    ['null', { e: { type: 'entity' } }, '{"e":null}', '{"e":null}'],
    ['an id that kept its number', { e: { type: 'entity' } }, '{ "e" : 7 }', '{ "e" : 7 }'],
  ])('are renumbered as param_types say: %s', (_name, types, params, expected) => {
    expect(remapped(types, null, params)).toBe(expected);
    expect(remapped(readJson(JSON.stringify(types)), null, params)).toBe(expected);
  });

  it('are found in the form, below containers and in rows that are named from the root', () => {
    const form = [
      {
        type: 'tab',
        content: [
          { type: 'section', name: 's', content: [{ type: 'sibling-entity', name: 's.owner' }] },
          { type: 'Table', name: 's.rows', columns: [{ type: 'file', name: 's.rows.doc' }] },
        ],
      },
    ];
    expect(remapped(null, form, '{"s":{"owner":1,"rows":[{"doc":1,"owner":1}]}}')).toBe(
      '{"s":{"owner":1001,"rows":[{"doc":5001,"owner":1}]}}',
    );
  });

  it('are not looked for in numbers, texts and buttons', () => {
    expect(referencePlaces({ a: { type: 'number' }, b: { type: 'download-file-button' } }, null)).toBeNull();
    expect(referencePlaces('entity', 'entity')).toBeNull();
  });
});
