import * as z from 'zod/mini';
import { Actions, Id, optional, optionalFlag, optionalText, pageOf } from './common.ts';

export const View = z.looseObject({
  label: optionalText,
  view_type: optionalText,
  controller_method: optionalText,
  description: optionalText,
  /** Seconds that the app's maker expects it to take. */
  duration_guess: optional(z.number()),
});
export type View = z.output<typeof View>;

/** `class_name` is what the SDK calls `EntityType.name`; the wire's `name` is the label users see. */
export const EntityType = z.looseObject({
  id: Id,
  name: z.string(),
  class_name: optionalText,
  is_file: optionalFlag,
  show_children_as: optionalText,
  views: z._default(optional(z.array(View)), []),
  summary: optional(z.array(z.record(z.string(), z.unknown()))),
  actions: Actions,
  child_entity_type_ids: z._default(optional(z.array(Id)), []),
  file_constraints: z.optional(
    z.nullable(
      z.looseObject({
        max_size: optional(z.number()),
        file_types: optional(z.array(z.string())),
      }),
    ),
  ),
  viktor_store_table_option_field_value: optionalFlag,
  viktor_enforce_field_constraints: optionalFlag,
  views_only: optionalFlag,
  /** Documented as a string whose values are not on record; `false`, `"false"` and `"never"` are read as no. */
  allow_saving: optional(z.union([z.boolean(), z.string()])),
});
export type EntityType = z.output<typeof EntityType>;
export const EntityTypeList = pageOf(EntityType);
