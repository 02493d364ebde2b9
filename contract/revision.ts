import * as z from 'zod/mini';
import { Id, optional, optionalText, PersonReference, pageOf } from './common.ts';
import { Params } from './entity.ts';
import type { JsonObject } from './json/value.ts';

const WireRevision = z.looseObject({
  id: Id,
  properties: z.optional(Params),
  params: z.optional(Params),
  created_at: optionalText,
  created_date: optionalText,
  created: optionalText,
  date: optionalText,
  created_by: optional(PersonReference),
  user: optional(PersonReference),
  author: optional(PersonReference),
  message: optionalText,
  comment: optionalText,
  name: optionalText,
  entity_name: optionalText,
});

/**
 * One saved state of an entity. Only id, params and date are sure on the platform, under names not on record: the alternatives are read into one
 * shape. `undefined` means the server did not give it, which pages say; `null` means it gave none.
 */
export interface EntityRevision {
  id: number;
  params: JsonObject | null | undefined;
  created_date: string | null | undefined;
  created_by: PersonReference | null | undefined;
  message: string | null | undefined;
  name: string | null | undefined;
}

export const EntityRevision = z.pipe(
  WireRevision,
  z.transform(
    (wire): EntityRevision => ({
      id: wire.id,
      params: wire.properties === undefined ? wire.params : wire.properties,
      created_date: wire.created_at ?? wire.created_date ?? wire.created ?? wire.date,
      created_by: [wire.created_by, wire.user, wire.author].find((person) => person !== undefined),
      message: wire.message === undefined ? wire.comment : wire.message,
      name: wire.name ?? wire.entity_name,
    }),
  ),
);
export const EntityRevisionList = pageOf(EntityRevision);
