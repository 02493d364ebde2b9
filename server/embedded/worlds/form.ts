import type { JsonValue } from '../../../contract/json/value.ts';
import { params, put } from './values.ts';

/** What a field stores; `files` and `entities` are lists of ids, `note`, `output`, `image` and `linebreak` store nothing. */
export type Kind =
  | 'text'
  | 'textarea'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'option'
  | 'autocomplete'
  | 'multiselect'
  | 'date'
  | 'color'
  | 'table'
  | 'array'
  | 'entity'
  | 'entities'
  | 'file'
  | 'files'
  | 'point'
  | 'polyline'
  | 'polygon'
  | 'hidden'
  | 'picks'
  | 'chat'
  | 'output'
  | 'image'
  | 'linebreak'
  | 'button'
  | 'note';

export type Choice = string | number | readonly [value: string | number, label: string];

/** A rule about other fields, e.g. `{ $if: { path: 'ground.water', equals: true } }`: the form's answer for given params follows from it. */
export type Rule = Record<string, unknown>;

export interface FieldOptions {
  /** Storage path when it differs from the place in the form (a name override). */
  at?: string;
  unit?: string;
  prefix?: string;
  min?: number;
  max?: number;
  step?: number;
  decimals?: number;
  slider?: boolean;
  default?: unknown;
  choices?: readonly Choice[];
  radio?: 'radio' | 'radio-inline';
  visible?: Rule;
  limits?: Rule;
  optionsRule?: Rule;
  /** How an output field gets its value, e.g. `{ $call: 'site_area' }`. */
  value?: Rule;
  /** Class names that an entity field offers; null for all. */
  types?: readonly string[];
  whose?: 'child' | 'sibling';
  extensions?: readonly string[];
  maxSize?: number;
  fields?: readonly FieldNode[];
  rowLabel?: string;
  copyLast?: boolean;
  minRows?: number;
  method?: string;
  button?: 'download' | 'set-params' | 'analyse' | 'optimise';
  description?: string;
  view?: string;
  flex?: number;
}

export interface FieldNode {
  kind: Kind;
  key: string;
  label: string;
  options: FieldOptions;
}

export interface ContainerNode {
  kind: 'page' | 'step' | 'tab' | 'section';
  key: string;
  title: string;
  content: readonly FormNode[];
  views?: readonly string[];
  rules?: ContainerRules;
}

export interface ContainerRules {
  visible?: Rule;
  /** Steps only: one that is not enabled is skipped. */
  enabled?: Rule;
  description?: string;
}

export type FormNode = FieldNode | ContainerNode;

export const field = (kind: Kind, key: string, label: string, options: FieldOptions = {}): FieldNode => ({
  kind,
  key,
  label,
  options,
});
const container =
  (kind: ContainerNode['kind']) =>
  (
    key: string,
    title: string,
    content: readonly FormNode[],
    views?: readonly string[],
    rules: ContainerRules = {},
  ): ContainerNode => ({ kind, key, title, content, views, rules });
export const page = container('page');
export const step = container('step');
export const tab = container('tab');
export const section = container('section');

/** A field with its storage path from the root, or from the row for a row's field. */
export interface FormField extends FieldNode {
  path: readonly string[];
  /** The outermost container: what people see together. */
  group: string;
  /** The innermost container. */
  section: string;
  fields: readonly FormField[];
}

export interface Form {
  /** The parametrization as REST nodes, unresolved: limits, options and visibility that depend on other fields are in `*_rule` members. */
  nodes: Record<string, unknown>[];
  fields: readonly FormField[];
  defaults: JsonValue;
}

const storesNothing = new Set<Kind>(['button', 'note', 'output', 'image', 'linebreak', 'chat']);
const emptyText = new Set<Kind>(['text', 'textarea']);
const emptyList = new Set<Kind>(['multiselect', 'table', 'array', 'entities', 'files', 'picks']);

const isField = (node: FormNode): node is FieldNode => 'options' in node;

function defaultOf({ kind, options }: FieldNode): unknown {
  if (options.default !== undefined) return options.default;
  if (emptyText.has(kind)) return '';
  if (emptyList.has(kind)) return [];
  return kind === 'boolean' ? false : null;
}

/** A form from its definition. */
export function formOf(definition: readonly FormNode[]): Form {
  const fields: FormField[] = [];
  const nodes = definition.map((node) => nodeOf(node, [], fields));
  const defaults = fields
    .filter(({ kind }) => !storesNothing.has(kind))
    .reduce<JsonValue>((made, one) => put(made, one.path, params(defaultOf(one))), new Map());
  return { nodes, fields, defaults };
}

function nodeOf(node: FormNode, above: readonly string[], fields: FormField[]): Record<string, unknown> {
  const place = [...above, node.key];
  if (!isField(node)) {
    return {
      type: node.kind,
      name: place.join('.'),
      parametrization_path: place.join('.'),
      title: node.title,
      description: node.rules?.description ?? null,
      ...containerMembers(node),
      ...(node.rules?.visible === undefined ? {} : { visible_rule: node.rules.visible }),
      ...(node.rules?.enabled === undefined ? {} : { enabled_rule: node.rules.enabled }),
      content: node.content.map((inner) => nodeOf(inner, place, fields)),
    };
  }
  const path = node.options.at?.split('.') ?? place;
  fields.push(located(node, path, place[0] as string, above.join('.')));
  return fieldNode(node, path.join('.'), place.join('.'));
}

function located(node: FieldNode, path: readonly string[], group: string, inside: string): FormField {
  const rows = (node.options.fields ?? []).map((row) => located(row, [row.key], group, inside));
  return { ...node, path, group, section: inside, fields: rows };
}

function containerMembers(node: ContainerNode): Record<string, unknown> {
  if (node.kind === 'section') return { initially_expanded: null, visible: true, callback_exceptions: [] };
  if (node.kind === 'tab') return { visible: true };
  const views = { views: node.views ?? [], width: null };
  if (node.kind === 'page') return { ...views, visible: true };
  return { ...views, enabled: true, has_on_next: false, previous_label: null, next_label: null };
}

const wireTypes: Record<Exclude<Kind, 'button' | 'entity' | 'entities'>, string> = {
  text: 'text',
  textarea: 'textarea',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  option: 'select',
  autocomplete: 'autocomplete',
  multiselect: 'select',
  date: 'date',
  color: 'color',
  table: 'table',
  array: 'DynamicArray',
  file: 'file',
  files: 'multi-file',
  point: 'geo_point',
  polyline: 'geo_polyline',
  polygon: 'geo_polygon',
  hidden: 'hidden',
  picks: 'geometry-multi-select',
  chat: 'chat',
  output: 'output',
  image: 'image',
  linebreak: 'linebreak',
  note: 'static-text',
};

function wireType({ kind, options }: FieldNode): string {
  if (kind === 'button') return `${options.button ?? 'analyse'}-button`;
  if (kind !== 'entity' && kind !== 'entities') return wireTypes[kind];
  const whose = options.whose === undefined ? '' : `${options.whose}-`;
  return `${whose}entity-${kind === 'entity' ? 'option' : 'multi-select'}`;
}

function fieldNode(node: FieldNode, name: string, place: string): Record<string, unknown> {
  const { kind, label, options } = node;
  const shown = { type: wireType(node), name, parametrization_path: place };
  if (kind === 'linebreak') return { type: shown.type };
  if (kind === 'note') return { ...shown, value: label, visible: true };
  if (kind === 'image') return { ...shown, caption: label, align: 'center', max_width: null, visible: true };
  const base: Record<string, unknown> = {
    ...shown,
    ui_name: label,
    prefix: options.prefix ?? null,
    suffix: options.unit ?? null,
    description: options.description ?? null,
    flex: options.flex ?? (kind === 'textarea' ? 100 : null),
    visible: true,
    callback_exceptions: [],
  };
  if (options.visible !== undefined) base.visible_rule = options.visible;
  if (options.value !== undefined) base.value_rule = options.value;
  if (!storesNothing.has(kind) && kind !== 'file' && kind !== 'files') base.default = defaultOf(node);
  return { ...base, ...ownMembers(node) };
}

function ownMembers({ kind, options }: FieldNode): Record<string, unknown> {
  switch (kind) {
    case 'number':
    case 'integer': {
      const { min, max, step: by } = options;
      const limits = Object.fromEntries(
        Object.entries({ min, max, step: by }).filter(([, limit]) => limit !== undefined),
      );
      return {
        num_decimals: kind === 'integer' ? 0 : (options.decimals ?? null),
        options: limits,
        variant: options.slider ? 'slider' : 'standard',
        ...(options.limits === undefined ? {} : { options_rule: options.limits }),
      };
    }
    case 'option':
    case 'autocomplete':
    case 'multiselect':
      return {
        multiple: kind === 'multiselect',
        variant: options.radio ?? 'standard',
        autoselect_single_option: false,
        options: (options.choices ?? []).map(choiceOf),
        ...(options.optionsRule === undefined ? {} : { options_rule: options.optionsRule }),
      };
    case 'entity':
    case 'entities':
      return { entity_type_names: options.types ?? null };
    case 'file':
    case 'files':
      return { allowed_file_extensions: options.extensions ?? [], max_size_bytes: options.maxSize ?? null };
    case 'table':
      return { columns: rowNodes(options) };
    case 'array':
      return {
        arrayItems: rowNodes(options),
        min: options.minRows ?? null,
        max: null,
        copylast: options.copyLast === true,
        row_label: options.rowLabel ?? null,
      };
    case 'button':
      return { method: options.method, longpoll: true, alwaysAvailable: false };
    case 'picks':
      return { view: options.view ?? null, min_select: null, max_select: null };
    case 'chat':
      return { first_message: null, placeholder: null, method: options.method ?? null };
    default:
      return {};
  }
}

const rowNodes = ({ fields = [] }: FieldOptions): unknown[] =>
  fields.map((row) => fieldNode(row, row.key, row.key));

function choiceOf(choice: Choice): { value: string | number; label: string; visible: boolean } {
  const [value, label] = typeof choice === 'object' ? choice : [choice, String(choice)];
  return { value, label, visible: true };
}

/** The stored value of a choice. */
export const choiceValue = (choice: Choice): string | number =>
  typeof choice === 'object' ? choice[0] : choice;
