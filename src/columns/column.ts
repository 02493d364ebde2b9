import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import type { EntityWithValues } from '../api/entity-pages.ts';
import { fromPointer } from '../params/path.ts';
import { readSummary, type Summary } from './summary.ts';

/** What a list of entities says of each of them without its params. */
export const FACTS = {
  name: 'Name',
  type: 'Type',
  id: 'Id',
  created_at: 'Created',
  created_by: 'Created by',
  updated_at: 'Changed',
  updated_by: 'Changed by',
  locked: 'Locked',
  summary_status: 'Summary status',
} as const;
export type Fact = keyof typeof FACTS;

/** One column of a table of entities. `id` is how links write it: `name`, `summary:load`, `param:/geometry/span`. */
export type Column =
  | { source: 'fact'; id: Fact; fact: Fact }
  | { source: 'summary'; id: string; key: string }
  | { source: 'param'; id: string; pointer: string };

export type EntityRow = EntityWithValues;

/** The column that a text of a link names; `undefined` for one that names none. */
export function readColumn(id: string): Column | undefined {
  if (Object.hasOwn(FACTS, id)) return { source: 'fact', id: id as Fact, fact: id as Fact };
  const [, source, rest = ''] = /^(summary|param):(.*)$/s.exec(id) ?? [];
  if (source === 'summary' && rest !== '') return { source, id, key: rest };
  if (source === 'param' && /^(?:\/(?:[^~]|~[01])*)$/s.test(rest)) return { source, id, pointer: rest };
  return undefined;
}

export const factColumn = (fact: Fact): Column => ({ source: 'fact', id: fact, fact });
export const summaryColumn = (key: string): Column => ({ source: 'summary', id: `summary:${key}`, key });

/** The pointers of the params that these columns show, each once. */
export function pointersOf(columns: readonly Column[]): string[] {
  const pointers = columns.flatMap((column) => (column.source === 'param' ? [column.pointer] : []));
  return [...new Set(pointers)].sort();
}

const summaries = new WeakMap<Entity, Summary>();
/** The summary of an entity of a list, read once. */
export function summaryOf(entity: Entity): Summary {
  const known = summaries.get(entity) ?? readSummary(entity);
  summaries.set(entity, known);
  return known;
}

/** What only the workspace knows of entities: the names of types and people. */
export interface Names {
  typeName: (entity: Entity) => string;
  personName: (reference: Entity['created_by']) => string | undefined;
}

/** The value of an entity in a column; `undefined` where nothing is stored, `null` where null is. Numbers keep their spelling. */
export function valueIn(row: EntityRow, column: Column, names: Names): JsonValue | undefined {
  const { entity } = row;
  if (column.source === 'param') return row.values.get(column.pointer);
  if (column.source === 'summary')
    return summaryOf(entity).lines.find(({ key }) => key === column.key)?.value;
  switch (column.fact) {
    case 'name':
      return entity.name;
    case 'id':
      return entity.id;
    case 'type':
      return names.typeName(entity);
    case 'created_at':
      return entity.created_at ?? undefined;
    case 'updated_at':
      return entity.updated_at ?? undefined;
    case 'created_by':
      return names.personName(entity.created_by);
    case 'updated_by':
      return names.personName(entity.last_updated_by);
    case 'locked':
      return entity.locked ?? undefined;
    case 'summary_status':
      return entity.summary_status ?? undefined;
  }
}

/** What a column is called: the label of a summary item where a row gives one, the last two steps of a path. */
export function columnLabel(column: Column, rows: Iterable<EntityRow> = []): string {
  if (column.source === 'fact') return FACTS[column.fact];
  if (column.source === 'param')
    return fromPointer(column.pointer)
      .slice(-2)
      .map((step) => (step === '' ? '“”' : step))
      .join(' › ');
  for (const { entity } of rows) {
    const line = summaryOf(entity).lines.find(({ key }) => key === column.key);
    if (line) return line.label;
  }
  return column.key;
}

/** The summary items of these rows, by key, in the order they are met. */
export function summaryKeys(rows: Iterable<EntityRow>): string[] {
  const keys = new Set<string>();
  for (const { entity } of rows) for (const { key } of summaryOf(entity).lines) keys.add(key);
  return [...keys];
}

/** The name of an entity's type as people know it. */
export function typeNameOf(entity: Entity, types: readonly EntityType[] | undefined): string {
  const type = types?.find(({ id }) => id === entity.entity_type);
  return type?.name ?? entity.entity_type_name ?? `Type ${entity.entity_type}`;
}
