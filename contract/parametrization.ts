import * as z from 'zod/mini';
import { optionalFlag, optionalText } from './common.ts';
import type { JsonValue } from './json/value.ts';

/** Passes through as `readJson` made it: defaults and choices are values of params, whose numbers keep their spelling. */
const Lossless = z.custom<JsonValue>(() => true);

/** What callbacks of the app said when they failed: texts, or objects of an unknown shape. */
const Exceptions = z.optional(z.nullable(z.array(z.unknown())));

/** One choice of a select as seen on the wire; some apps list bare values. */
export const ParametrizationOption = z.looseObject({
  value: z.optional(Lossless),
  label: z.optional(z.unknown()),
  visible: optionalFlag,
});

/**
 * What `row_states` says of one row: by the bare name of a row's field, the members that differ from the field as `arrayItems` or `columns` has it.
 * Given by the embedded environment; how VIKTOR resolves rows is not on record.
 */
export const RowState = z.record(
  z.string(),
  z.looseObject({ visible: optionalFlag, options: z.optional(Lossless) }),
);
export type RowState = z.output<typeof RowState>;

const common = {
  type: z.string(),
  /** Where the value is stored: a dotted path, or the bare key of a row's field. */
  name: optionalText,
  /** Where the form declares it. */
  parametrization_path: optionalText,
  title: optionalText,
  ui_name: optionalText,
  description: optionalText,
  visible: optionalFlag,
  enabled: optionalFlag,
  prefix: optionalText,
  suffix: optionalText,
  /** Test for the key: a file has none, a number without default has null. */
  default: z.optional(Lossless),
  /** An object of limits for numbers, a list of choices for selects. */
  options: z.optional(Lossless),
  /** Of a text its words, of an output what the app computed. */
  value: z.optional(Lossless),
  /** The method that a button runs. */
  method: optionalText,
  /** Methods of the views that a page or step shows. */
  views: z.optional(z.nullable(z.array(z.string()))),
  row_states: z.optional(z.nullable(z.array(RowState))),
  callback_exceptions: Exceptions,
};

/**
 * A node of the form: container, field, text, button. Unknown types and members pass through. `content` of a container are nodes; where a table
 * keeps its columns is not on record ({@link rowNodes} finds them), so what stands inside is read by {@link nodesOf} only when it is asked for.
 */
export const ParametrizationNode = z.looseObject({ ...common, content: z.optional(z.unknown()) });
export type ParametrizationNode = z.output<typeof ParametrizationNode>;

export const Parametrization = z.looseObject({
  parametrization: z.array(ParametrizationNode),
  views: z.optional(z.nullable(z.array(z.looseObject({ controller_method: optionalText })))),
  callback_exceptions: Exceptions,
});

/** The answer to `POST …/parametrization/`: shaped as a job that finished at once. */
export const ParametrizationResult = z.looseObject({
  uid: z.optional(z.nullable(z.union([z.string(), z.number()]))),
  kind: optionalText,
  status: optionalText,
  error_message: optionalText,
  invalid_fields: z.optional(z.unknown()),
  completed_at: optionalText,
  log_download_url: optionalText,
  content: z.optional(z.nullable(Parametrization)),
});
export type ParametrizationResult = z.output<typeof ParametrizationResult>;

export const EditorSession = z.looseObject({ editor_session: z.string() });

/** The type of a node without regard to spelling: `DynamicArray`, `dynamic_array` and `dynamic-array` are `dynamicarray`. */
export function nodeType(type: string): string {
  return type.toLowerCase().replace(/[-_\s]/g, '');
}

/** Members that may hold the fields of a row, the surest first. */
export const rowMembers = ['arrayItems', 'content', 'columns', 'fields', 'items'] as const;

/** The nodes of a list; what is no node is left out. */
export function nodesOf(list: unknown): ParametrizationNode[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item) => {
    const node = ParametrizationNode.safeParse(item);
    return node.success ? [node.data] : [];
  });
}

/** The fields of a table's or array's rows; empty where none are found. */
export function rowNodes(node: ParametrizationNode): ParametrizationNode[] {
  for (const member of rowMembers) {
    const rows = nodesOf(node[member]);
    if (rows.length > 0) return rows;
  }
  return [];
}
