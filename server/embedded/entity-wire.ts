import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { EntityFacts } from './entity-rows.ts';
import { objectText, timeText } from './json-text.ts';
import { cleanParams, type ParamTypes } from './param-types.ts';
import type { Place } from './place.ts';
import type { Flags } from './query.ts';
import { idsOf, type Level, type Rights, rightsAt } from './rights.ts';

/** What printing the entities of one answer needs beside their rows. */
export interface EntityView {
  flags: Flags;
  /** Params as text by entity id; empty when they were not asked for. */
  params: Map<number, string>;
  /** Param types by entity type id; empty when nothing asked for them. */
  types: Map<number, FormTypes>;
}

export interface FormTypes {
  params: ParamTypes;
  paramsText: string;
  summaryText: string;
}

/** Prints one entity as JSON text. The params are put in as they are stored: they are never read and printed again, unless cleaning was asked for. */
export function printEntity(place: Place, entity: EntityFacts, view: EntityView): string {
  const rights = rightsAt(place.grants, entity.path) ?? { level: 'navigate', canWrite: false };
  const seesSummary = rights.level !== 'navigate';
  const form = view.types.get(entity.entity_type_id);
  const ids = idsOf(entity.path);
  return objectText({
    id: String(entity.id),
    name: JSON.stringify(entity.name),
    properties: rights.level === 'all' ? printParams(entity, view, form) : undefined,
    summary_status: JSON.stringify(seesSummary ? entity.summary_status : null),
    summary: seesSummary ? (entity.summary ?? '{}') : 'null',
    summary_updated_at: JSON.stringify(seesSummary ? entity.summary_updated_at : null),
    summary_types: view.flags.summaryTypes ? (form?.summaryText ?? '{}') : undefined,
    deleted: 'null',
    locked: String(entity.locked),
    locked_by: entity.locked ? (entity.locked_by ?? 'null') : 'null',
    entity_type: String(entity.entity_type_id),
    entity_type_name: JSON.stringify(entity.type.name),
    updated_at: timeText(entity.updated_at),
    parent_count: entity.parent_id === null ? '0' : '1',
    actions: JSON.stringify(actionsOn(place, entity, rights)),
    param_types: view.flags.paramTypes ? printTypes(entity, rights.level, form) : undefined,
    created_by: JSON.stringify(entity.created_by),
    created_at: timeText(entity.created_at),
    last_updated_by: JSON.stringify(entity.updated_by),
    path: JSON.stringify(ids),
    show_on_dashboard: 'true',
    ...extraOf(entity),
    child_count: String(entity.child_count),
    revision_id: JSON.stringify(entity.head_revision_id),
  });
}

function printParams(
  entity: EntityFacts,
  { flags, params }: EntityView,
  form: FormTypes | undefined,
): string | undefined {
  const text = flags.properties ? (params.get(entity.id) ?? 'null') : undefined;
  if (text === undefined || !flags.cleanParams) return text;
  const types = entity.param_types === null ? form?.params : storedTypes(entity.param_types);
  // Nothing is known about the form: then nothing in the params is known to be left over.
  return types === undefined || types.size === 0 ? text : cleanParams(text, types);
}

function printTypes(entity: EntityFacts, level: Level, form: FormTypes | undefined): string | undefined {
  return level === 'all' ? (entity.param_types ?? form?.paramsText ?? '{}') : undefined;
}

function storedTypes(text: string): ParamTypes {
  const types: ParamTypes = new Map();
  const stored = readJson(text);
  if (!(stored instanceof Map)) return types;
  for (const [name, member] of stored) {
    if (!(member instanceof Map)) continue;
    const subTypes = member.get('sub_types');
    types.set(name, {
      type: String(member.get('type') ?? ''),
      ...(subTypes instanceof Map
        ? { sub_types: new Map([...subTypes.keys()].map((key) => [key, { type: '' }])) }
        : {}),
    });
  }
  return types;
}

function extraOf(entity: EntityFacts): Record<string, string> {
  if (entity.extra === null) return {};
  const extra = readJson(entity.extra);
  if (!(extra instanceof Map)) return {};
  return Object.fromEntries([...extra].map(([key, member]) => [key, printJson(member)]));
}

/** What the caller may do with an entity, in VIKTOR's words. */
export function actionsOn({ workspace }: Place, entity: EntityFacts, rights: Rights): string[] {
  const actions = ['read-nav'];
  if (rights.level !== 'navigate') actions.push('read-basic');
  if (rights.level === 'all') actions.push('read');
  if (rights.canWrite && workspace.app_type !== 'editor') {
    if (entity.type.allow_saving) actions.push('update');
    actions.push('rename');
    if (workspace.app_type !== 'simple' && entity.type.child_type_ids !== '[]') actions.push('create');
    actions.push('delete');
  }
  if (entity.actions === null) return actions;
  const limit = new Set(JSON.parse(entity.actions) as string[]);
  return actions.filter((action) => limit.has(action));
}
