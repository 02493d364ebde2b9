import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../contract/workspace.ts';
import {
  facetValues,
  filterWorkspaces,
  type Habits,
  mixedVersions,
  readFilters,
  settleFacets,
} from './workspace-filters.ts';

const workspace = (id: number, name: string, more: Partial<Workspace> = {}): Workspace => ({
  id,
  name,
  labels: [],
  visibility: 'PRIVATE',
  app: { id: 1, name: 'Span Register' },
  app_version: { tag: '5.0.1' },
  ...more,
});
const list = [
  workspace(11, 'Aarle levee upgrade', {
    labels: [{ id: 31, name: 'Flood defence' }],
    app: { id: 2, name: 'Levee Studio' },
  }),
  workspace(12, 'Bridges of Noordwaard', { labels: [{ id: 32, name: 'Structures' }] }),
  workspace(13, 'Old bridges', { is_archived: true }),
  workspace(14, 'Pilot', { description: 'A bridge too far', app_version: { tag: '4.9.0' } }),
];
const names = (query: string) =>
  filterWorkspaces(list, readFilters(new URLSearchParams(query))).map((found) => found.name);

describe('filterWorkspaces', () => {
  it('leaves archived workspaces out unless they are asked for, and then shows only them', () => {
    expect(names('')).toEqual(['Aarle levee upgrade', 'Bridges of Noordwaard', 'Pilot']);
    expect(names('archived=true')).toEqual(['Old bridges']);
  });
  it('ranks a name that starts with the search above a description that holds it', () => {
    expect(names('search=bridge')).toEqual(['Bridges of Noordwaard', 'Pilot']);
  });
  it('searches without case and accents, as the rest of the explorer does', () => {
    expect(names('search=PÍLOT')).toEqual(['Pilot']);
    const accented = [workspace(15, 'Überbrückung')];
    const found = filterWorkspaces(accented, readFilters(new URLSearchParams('search=uberbruckung')));
    expect(found).toEqual(accented);
  });
  it('finds a workspace by its id', () => {
    expect(names('search=14')).toEqual(['Pilot']);
  });
  it('takes several values of one facet as either, and several facets as both', () => {
    expect(names('label=31&label=32')).toEqual(['Aarle levee upgrade', 'Bridges of Noordwaard']);
    expect(names('label=31&app=1')).toEqual([]);
  });
  it('takes a facet by its name too, without case, and names what no workspace has', () => {
    const settled = (query: string) => settleFacets(list, readFilters(new URLSearchParams(query)));
    const { filters, unknown } = settled(
      'label=flood DEFENCE&label=9&app=levee+studio&visibility=private&visibility=secret',
    );
    expect(filters).toMatchObject({ label: ['31'], app: ['2'], visibility: ['PRIVATE'] });
    expect(unknown).toEqual(['the label “9”', 'the visibility “secret”']);
    expect(filterWorkspaces(list, filters).map(({ name }) => name)).toEqual(['Aarle levee upgrade']);
    expect(filterWorkspaces(list, settled('label=9').filters)).toHaveLength(3);
  });
  it('sorts the other way on :desc or a minus, and falls back on an unknown key', () => {
    expect(names('sort=name:desc')[0]).toBe('Pilot');
    expect(names('sort=-name')[0]).toBe('Pilot');
    expect(readFilters(new URLSearchParams('sort=-name')).unknownSort).toBeNull();
    expect(readFilters(new URLSearchParams('sort=-name:asc')).unknownSort).toBe('-name:asc');
    expect(names('sort=colour')).toEqual(names(''));
  });
});

describe('habits', () => {
  const order = (query: string, habits: Partial<Habits>) =>
    filterWorkspaces(list, readFilters(new URLSearchParams(query)), {
      pinned: [],
      familiarity: () => 0,
      openedAt: () => 0,
      ...habits,
    }).map(({ id }) => id);
  it('put pinned workspaces first, then those opened last, as long as no order is asked for', () => {
    const openedAt = (id: number) => (id === 12 ? 5 : 0);
    expect(order('', { pinned: [14], openedAt })).toEqual([14, 12, 11]);
    expect(order('sort=name', { pinned: [14], openedAt })).toEqual([14, 11, 12]);
  });
  it('tell equal matches apart, and never put a worse match first', () => {
    const familiarity = (id: number) => (id === 14 ? 0.99 : 0);
    expect(order('search=bridge', { familiarity })).toEqual([12, 14]);
    expect(order('search=ar', { familiarity: (id) => (id === 12 ? 0.9 : 0) })).toEqual([12, 11, 14]);
  });
});

it('two thousand workspaces are searched and put in order within a frame or two', () => {
  const many = Array.from({ length: 2000 }, (_, index) =>
    workspace(index, `Copy ${(index * 7919) % 2000} of bridges`),
  );
  const filters = readFilters(new URLSearchParams('search=bridge'));
  filterWorkspaces(many, filters);
  // Time of the processor, in microseconds: a busy machine is slow, not wrong.
  const start = process.cpuUsage();
  filterWorkspaces(many, filters);
  expect(process.cpuUsage(start).user).toBeLessThan(100_000);
});

describe('facetValues', () => {
  it('counts what each value would show given the other filters, its own left out', () => {
    const filters = readFilters(new URLSearchParams('label=31&app=1'));
    expect(facetValues(list, filters, 'label')).toEqual([
      { value: '31', label: 'Flood defence', count: 0 },
      { value: '32', label: 'Structures', count: 1 },
    ]);
  });
});

describe('mixedVersions', () => {
  it('names the versions of an app that workspaces do not share, and no app that has one', () => {
    expect(mixedVersions(list)).toEqual(new Map([['1', ['4.9.0', '5.0.1']]]));
  });
});
