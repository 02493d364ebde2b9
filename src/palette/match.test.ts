import { describe, expect, it } from 'vitest';
import type { Branches } from '../api/branches.ts';
import { wordsOf } from '../api/fold.ts';
import { textScore, wordScore } from './match.ts';
import { matchEntities } from './match-entities.ts';

describe('how well a text fits', () => {
  it('puts the same before a beginning, a word, an inside and nothing', () => {
    const scores = ['pier', 'pier 2', 'old pier', 'soupierre', 'wall'].map((text) => wordScore(text, 'pier'));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(5);
    expect(scores[4]).toBe(0);
  });

  it('finds the later word when the first place is inside another', () => {
    expect(wordScore('soupier pier', 'pier')).toBe(wordScore('old pier', 'pier'));
  });

  it('needs every word, without case and accents', () => {
    expect(textScore('Brücke Nord', wordsOf('nord BRUCKE'))).toBeGreaterThan(0);
    expect(textScore('Brücke Nord', wordsOf('nord pier'))).toBe(0);
  });

  it('takes scattered letters only where that is asked for', () => {
    expect(textScore('New entity inside', wordsOf('nei'), true)).toBeGreaterThan(0);
    expect(textScore('New entity inside', wordsOf('nei'))).toBe(0);
  });
});

describe('loaded entities', () => {
  const entity = (id: number, name: string, entity_type: number, path: number[]) => ({
    id,
    name,
    entity_type,
    actions: null,
    path,
  });
  const branch = (parent: number | null, entities: ReturnType<typeof entity>[]) =>
    [
      parent,
      {
        parent,
        count: entities.length,
        pageSize: 200,
        pages: new Map([[0, { entities, error: null, fetching: false, stale: false }]]),
      },
    ] as const;
  const branches: Branches = new Map<number | null, NonNullable<ReturnType<Branches['get']>>>([
    branch(null, [entity(1, 'Noord', 1, [1]), entity(2, 'Zuid', 1, [2])]),
    branch(1, [entity(11, 'Pier', 3, [1, 11]), entity(12, 'Deck', 3, [1, 12])]),
    branch(2, [entity(21, 'Pier', 3, [2, 21]), entity(110, 'Pier old', 3, [2, 110])]),
  ]);
  const types = [
    { id: 3, name: 'Part', class_name: 'BridgePart', views: [], actions: null, child_entity_type_ids: [] },
  ];
  const ids = (text: string) =>
    matchEntities(branches, types, wordsOf(text), 10).map((found) => found.entity.id);

  it('are found by name with what is above them', () => {
    expect(ids('pier zuid')[0]).toBe(21);
    expect(ids('noord pier')).toEqual([11]);
  });

  it('are found by type, and not by what is above them alone', () => {
    expect(ids('bridgepart noord')).toEqual([11, 12]);
    expect(ids('noord')).toEqual([1]);
  });

  it('are found by id, the whole one first', () => {
    expect(ids('11')).toEqual([11, 110]);
  });

  it('are cut to the best of many', () => {
    const many = Array.from({ length: 5000 }, (_, index) => entity(1000 + index, `Pier ${index}`, 3, []));
    many[4321] = entity(7, 'pier', 3, []);
    const big: Branches = new Map([branch(null, many)]);
    const found = matchEntities(big, types, ['pier'], 10);
    expect(found).toHaveLength(10);
    expect(found[0]?.entity.id).toBe(7);
  });
});
