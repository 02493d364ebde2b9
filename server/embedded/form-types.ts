import { readJson } from '../../contract/json/reading.ts';
import type { EntityFacts } from './entity-rows.ts';
import { paramsOf } from './entity-rows.ts';
import type { EntityView, FormTypes } from './entity-wire.ts';
import { paramTypesOf, printParamTypes } from './param-types.ts';
import type { Place } from './place.ts';
import type { Flags } from './query.ts';
import { rightsAt } from './rights.ts';

/** Forms are large and few: what was made of one is kept by its text. */
const known = new Map<string, FormTypes>();
const mostKnown = 200;

/** Reads what printing these entities needs: their params and the types of their forms, as far as the flags ask. */
export async function viewOf(place: Place, entities: EntityFacts[], flags: Flags): Promise<EntityView> {
  const readable = entities.filter(({ path }) => rightsAt(place.grants, path)?.level === 'all');
  const [params, types] = await Promise.all([
    flags.properties ? paramsOf(place, readable) : new Map<number, string>(),
    flags.paramTypes || flags.summaryTypes || (flags.properties && flags.cleanParams)
      ? formTypesOf(place, entities)
      : new Map<number, FormTypes>(),
  ]);
  return { flags, params, types };
}

async function formTypesOf(place: Place, entities: EntityFacts[]): Promise<Map<number, FormTypes>> {
  const ids = [...new Set(entities.map((entity) => entity.entity_type_id))];
  if (ids.length === 0) return new Map();
  const rows = await place.database.kysely
    .selectFrom('entity_types')
    .select(['id', 'parametrization', 'wire'])
    .where('workspace_id', '=', place.workspace.id)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, formTypes(row.parametrization ?? '[]', row.wire)]));
}

function formTypes(parametrization: string, wire: string): FormTypes {
  const key = `${parametrization}\n${wire}`;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const params = paramTypesOf(readJson(parametrization));
  const types = { params, paramsText: printParamTypes(params), summaryText: summaryTypes(wire) };
  if (known.size >= mostKnown) known.clear();
  known.set(key, types);
  return types;
}

/** A mapping like `param_types`, from the definition of the type's summary; its shape on VIKTOR is not on record. */
function summaryTypes(wire: string): string {
  const { summary } = JSON.parse(wire) as { summary?: unknown };
  if (!Array.isArray(summary)) return '{}';
  const types = summary.flatMap((item: Record<string, unknown>) => {
    const key = item.key ?? item.id ?? item.name;
    return typeof key === 'string' ? [[key, { type: item.type ?? null }] as const] : [];
  });
  return JSON.stringify(Object.fromEntries(types));
}
