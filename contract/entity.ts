import * as z from 'zod/mini';
import {
  Actions,
  Count,
  Id,
  isMembers,
  optional,
  optionalFlag,
  optionalText,
  PersonReference,
  pageOf,
} from './common.ts';
import type { JsonObject } from './json/value.ts';

/**
 * Params pass through untouched: what `readJson` made of them, never walked and never copied.
 * `null` when the server says null, absent when it was not asked for or the caller may not read it.
 */
export const Params = z.custom<JsonObject | null>(
  (value) => value === null || value instanceof Map,
  'Expected params to be an object',
);

/** What kind of value a key of the params holds; `sub_types` for the columns of a table or dynamic array. */
export interface ParamType {
  type?: string;
  sub_types?: Record<string, ParamType>;
}
/** What is not a type is as if it had not been said; `null` where nothing is left. */
const ParamTypes = z.pipe(z.unknown(), z.transform(readParamTypes));

/** A type may be of a key that is named as params are, and has come as they do. */
function membersOf(given: unknown): Record<string, unknown> | undefined {
  const members: unknown = given instanceof Map ? Object.fromEntries(given) : given;
  return isMembers(members) ? members : undefined;
}

function readParamTypes(given: unknown): Record<string, ParamType> | null {
  const members = membersOf(given);
  if (!members) return null;
  const types = Object.entries(members).flatMap(([key, given]): [string, ParamType][] => {
    const type = membersOf(given);
    return type ? [[key, readParamType(type)]] : [];
  });
  return types.length ? Object.fromEntries(types) : null;
}

function readParamType({ type, sub_types, ...rest }: Record<string, unknown>): ParamType {
  const columns = readParamTypes(sub_types);
  return { ...rest, ...(typeof type === 'string' && { type }), ...(columns && { sub_types: columns }) };
}

export const SummaryItem = z.looseObject({
  label: optionalText,
  value: z.optional(z.unknown()),
  suffix: optionalText,
  prefix: optionalText,
});
export type SummaryItem = z.output<typeof SummaryItem>;

/** A name, `''` where there is none: a write on record may take it away. */
const Name = z.pipe(
  z.optional(z.nullable(z.string())),
  z.transform((name): string => name ?? ''),
);

export const Entity = z.looseObject({
  id: Id,
  name: Name,
  /** An id; the type itself is read as its id. */
  entity_type: z.union([
    Id,
    z.pipe(
      z.looseObject({ id: Id }),
      z.transform((type): number => type.id),
    ),
  ]),
  entity_type_name: optionalText,
  properties: z.optional(Params),
  param_types: z.optional(ParamTypes),
  /** Documented as a string, seen as a mapping key → item; a text is shown as it is. */
  summary: optional(z.union([z.record(z.string(), z.unknown()), z.string()])),
  summary_status: optionalText,
  summary_updated_at: optionalText,
  locked: optionalFlag,
  locked_by: optional(PersonReference),
  parent_count: optional(Count),
  actions: Actions,
  created_at: optionalText,
  created_by: optional(PersonReference),
  updated_at: optionalText,
  last_updated_by: optional(PersonReference),
  /** The newest revision: given by the embedded environment, not by VIKTOR. */
  revision_id: optional(Id),
  /** Ids from the root down; whether the entity's own id closes it is not on record. */
  path: optional(z.array(Id)),
});
export type Entity = z.output<typeof Entity>;
export const EntityList = pageOf(Entity);

/** Creation answers an array with the entity (documented) or the entity (older clients). */
export const CreatedEntity = z.pipe(
  z.union([z.array(Entity).check(z.minLength(1)), Entity]),
  z.transform((answer) => (Array.isArray(answer) ? (answer[0] as Entity) : answer)),
);
