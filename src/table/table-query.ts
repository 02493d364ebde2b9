import { readColumn } from '../columns/column.ts';
import { type Condition, type FilterGroup, isGroup, NO_FILTER, OPERATORS, type Operator } from './filter.ts';

/** What a link says of a table: all of it, so that a colleague sees the same. Empty members are the table's own choice. */
export interface TableQuery {
  /** Ids of types; none: all. */
  types: readonly number[];
  /** Only what is inside this entity; `roots` for what is at the top. */
  parent: number | 'roots' | null;
  /** Words that the server looks for in names. */
  search: string;
  /** Ids of columns. */
  columns: readonly string[];
  sort: { column: string; descending: boolean } | null;
  group: string | null;
  filter: FilterGroup;
}

/** What of an address could not be used, each as a sentence. */
export interface ReadQuery {
  query: TableQuery;
  problems: string[];
}

const MOST_COLUMNS = 200;
const DEEPEST = 4;
const MOST_CONDITIONS = 60;

/** Read an address; what is wrong in it is left out and said, never more. */
export function readTableQuery(params: URLSearchParams): ReadQuery {
  const problems: string[] = [];
  const known = (id: string): boolean => {
    if (readColumn(id)) return true;
    problems.push(`There is no column “${id}”.`);
    return false;
  };
  const types = [...new Set(params.getAll('type'))].flatMap((text) => {
    if (/^\d{1,15}$/.test(text)) return [Number(text)];
    problems.push(`“${text}” is not the id of a type.`);
    return [];
  });
  const [sortColumn = '', direction] = splitLast(params.get('sort') ?? '');
  const group = params.get('group');
  const columns = [...new Set(params.getAll('column'))];
  if (columns.length > MOST_COLUMNS)
    problems.push(
      `A table has ${MOST_COLUMNS} columns at most: ${columns.length - MOST_COLUMNS} of this link are left out.`,
    );
  const query: TableQuery = {
    types,
    parent: readParent(params.get('parent'), problems),
    search: params.get('search') ?? '',
    columns: columns.slice(0, MOST_COLUMNS).filter(known),
    sort: sortColumn && known(sortColumn) ? { column: sortColumn, descending: direction === 'desc' } : null,
    group: group && known(group) ? group : null,
    filter: readFilter(params.get('filter'), problems),
  };
  return { query, problems };
}

function splitLast(text: string): [string, string?] {
  const found = /^(.*):(asc|desc)$/s.exec(text);
  return found ? [found[1] as string, found[2] as string] : [text];
}

function readParent(text: string | null, problems: string[]): TableQuery['parent'] {
  if (text === null || text === '') return null;
  if (text === 'roots') return 'roots';
  if (/^\d{1,15}$/.test(text)) return Number(text);
  problems.push(`“${text}” is not the id of a parent.`);
  return null;
}

function readFilter(text: string | null, problems: string[]): FilterGroup {
  if (!text) return NO_FILTER;
  let left = MOST_CONDITIONS;
  const condition = (item: unknown[]): Condition | null => {
    const [column, operator, value] = item;
    if (typeof column !== 'string' || !readColumn(column)) return null;
    if (typeof operator !== 'string' || !Object.hasOwn(OPERATORS, operator)) return null;
    if (value !== undefined && typeof value !== 'string') return null;
    left -= 1;
    return left < 0 ? null : { column, operator: operator as Operator, value: value ?? '' };
  };
  let refused = 0;
  const group = (value: unknown, depth: number): FilterGroup | null => {
    if (typeof value !== 'object' || value === null || depth > DEEPEST) return null;
    const match = Object.hasOwn(value, 'any') ? 'any' : 'all';
    // A group is one of the two, and nothing else.
    const others = Object.keys(value).length - 1;
    const items = (value as Record<string, unknown>)[match];
    if (!Array.isArray(items)) return null;
    const read = items.map((item) => (Array.isArray(item) ? condition(item) : group(item, depth + 1)));
    refused += others + read.filter((item) => item === null).length;
    return { match, items: read.filter((item) => item !== null) };
  };
  let read: FilterGroup | null = null;
  try {
    read = group(JSON.parse(text), 0);
  } catch {
    // Not JSON: told below.
  }
  if (!read) problems.push('The filter of this link cannot be read: nothing is filtered.');
  else if (refused > 0) problems.push('A part of the filter of this link cannot be read, and was left out.');
  return read ?? NO_FILTER;
}

const OWN = ['type', 'parent', 'search', 'column', 'sort', 'group', 'filter'];

/** The search params that {@link readTableQuery} reads back to the same; what else `before` says stays. */
export function writeTableQuery(query: TableQuery, before = new URLSearchParams()): URLSearchParams {
  const params = new URLSearchParams([...before].filter(([name]) => !OWN.includes(name)));
  for (const type of query.types) params.append('type', String(type));
  if (query.parent !== null) params.set('parent', String(query.parent));
  if (query.search) params.set('search', query.search);
  for (const column of query.columns) params.append('column', column);
  if (query.sort) params.set('sort', `${query.sort.column}:${query.sort.descending ? 'desc' : 'asc'}`);
  if (query.group) params.set('group', query.group);
  if (query.filter.items.length > 0) params.set('filter', JSON.stringify(filterText(query.filter)));
  return params;
}

function filterText(filter: FilterGroup): object {
  return {
    [filter.match]: filter.items.map((item) =>
      isGroup(item)
        ? filterText(item)
        : item.value === ''
          ? [item.column, item.operator]
          : [item.column, item.operator, item.value],
    ),
  };
}
