import * as z from 'zod/mini';
import { Actions, Id, pageOf } from './common.ts';

const optionalText = z.optional(z.nullable(z.string()));
const optionalFlag = z.optional(z.nullable(z.boolean()));

export const View = z.looseObject({
  label: optionalText,
  view_type: optionalText,
  controller_method: optionalText,
  description: optionalText,
  /** Seconds that the app's maker expects it to take. */
  duration_guess: z.optional(z.nullable(z.number())),
});
export type View = z.output<typeof View>;

/** `class_name` is what the SDK calls `EntityType.name`; the wire's `name` is the label users see. */
export const EntityType = z.looseObject({
  id: Id,
  name: z.string(),
  class_name: optionalText,
  is_file: optionalFlag,
  show_children_as: optionalText,
  views: z._default(z.optional(z.nullable(z.array(View))), []),
  summary: z.optional(z.nullable(z.array(z.record(z.string(), z.unknown())))),
  actions: Actions,
  child_entity_type_ids: z._default(z.optional(z.nullable(z.array(Id))), []),
  file_constraints: z.optional(
    z.nullable(
      z.looseObject({
        max_size: z.optional(z.nullable(z.number())),
        file_types: z.optional(z.nullable(z.array(z.string()))),
      }),
    ),
  ),
  viktor_store_table_option_field_value: optionalFlag,
  viktor_enforce_field_constraints: optionalFlag,
  views_only: optionalFlag,
  /** Documented as a string whose values are not on record; `false`, `"false"` and `"never"` are read as no. */
  allow_saving: z.optional(z.nullable(z.union([z.boolean(), z.string()]))),
});
export type EntityType = z.output<typeof EntityType>;
export const EntityTypeList = pageOf(EntityType);
