import { isMembers } from '../../contract/common.ts';
import { isContainer, isNumber, type JsonValue, printJson } from '../../contract/json.ts';
import { type FieldKind, kindOfType, severalOf } from './kinds.ts';
import { plainText } from './label-text.ts';

/** One choice of an option field: the value that is stored, and what people see. */
export interface Choice {
  value: JsonValue;
  label: string;
  visible: boolean;
}

/** A field of the app's form, resolved for the params that were sent: limits, options and visibility as they hold for those. */
export interface FieldSpec {
  node: 'field';
  kind: FieldKind;
  /** The type as the wire spells it. */
  type: string;
  /** Where the value is stored: a dotted path from the root, or the bare key within a row. */
  name: string;
  /** Where the form declares it; differs from `name` where the app stores it elsewhere. */
  place: string;
  /** What the form calls it, as plain text; its key where the form gives no name. */
  label: string;
  /** The label as the app wrote it, with its maths, when that differs. */
  richLabel?: string;
  prefix?: string;
  unit?: string;
  description?: string;
  visible: boolean;
  /** The declared default, lossless; `undefined` where none is declared. */
  defaultValue?: JsonValue;
  min?: number;
  max?: number;
  step?: number;
  decimals?: number;
  /** The share of a line that it takes, percent; absent where the app leaves it to the form. */
  flex?: number;
  slider?: boolean;
  radio?: boolean;
  choices?: readonly Choice[];
  /** Fields of a row: the columns of a table, the fields of a dynamic array. */
  rows?: readonly FieldSpec[];
  rowLabel?: string;
  copyLast?: boolean;
  /** What differs in a row from `rows`, by the row's field: rows of the params that were sent, in order. Known of the embedded environment only. */
  rowStates?: readonly Readonly<Record<string, RowFieldState>>[];
  /** Class names of what an entity field takes; `undefined` for any. */
  entityTypes?: readonly string[];
  whose?: 'children' | 'siblings';
  extensions?: readonly string[];
  maxBytes?: number;
  exceptions: readonly string[];
}

export interface RowFieldState {
  visible?: boolean;
  choices?: readonly Choice[];
}

/** A step, page, tab or section. */
export interface ContainerSpec {
  node: 'container';
  kind: 'step' | 'page' | 'tab' | 'section';
  name: string;
  title: string;
  description?: string;
  visible: boolean;
  /** A step that is not enabled is skipped by the app. */
  enabled: boolean;
  /** A section that the app wants closed at first. */
  closed?: boolean;
  content: readonly SpecNode[];
  exceptions: readonly string[];
}

/**
 * Which features of a map a button is run with. Source: docs.viktor.ai, `MapSelectInteraction`; how it is spelt on the wire is not on record, so the words of the SDK are taken, and those
 * near to them.
 */
export interface PickSpec {
  /** The method of the view that draws the map; none where the app does not say. */
  view?: string;
  /** Groups of the map whose features may be picked; without them all features that have a name for the app. */
  groups?: readonly string[];
  least: number;
  /** No limit without it. */
  most?: number;
}

/** What stores nothing: texts, pictures, computed outputs, line breaks, buttons. */
export interface DisplaySpec {
  node: 'display';
  kind: 'text' | 'image' | 'output' | 'linebreak' | 'button';
  type: string;
  name: string;
  label: string;
  visible: boolean;
  /** Of a text its words, of an output what the app computed. */
  value?: JsonValue;
  prefix?: string;
  unit?: string;
  description?: string;
  /** The app's method that a button runs. */
  method?: string;
  /** What a button wants picked on a map before it is run. */
  picks?: PickSpec;
  exceptions: readonly string[];
}

export type SpecNode = FieldSpec | ContainerSpec | DisplaySpec;

/** The form of an app, resolved for some params. Source: docs.viktor.ai, REST API, entities parametrization. */
export interface FormSpec {
  nodes: readonly SpecNode[];
  /** Callbacks of the app that failed outside of any field. */
  exceptions: readonly string[];
}

type Raw = Record<string, unknown>;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;
const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
const texts = (value: unknown): string[] | undefined => {
  const list = typeof value === 'string' ? [value] : value;
  return Array.isArray(list)
    ? list.filter((item): item is string => typeof item === 'string' && item !== '')
    : undefined;
};

const CONTAINERS: ReadonlySet<string> = new Set(['step', 'page', 'tab', 'section']);
const DISPLAYS: Readonly<Record<string, DisplaySpec['kind']>> = {
  statictext: 'text',
  textblock: 'text',
  label: 'text',
  image: 'image',
  linebreak: 'linebreak',
  output: 'output',
  outputfield: 'output',
};

/** Reads the `content` of a parametrization answer. Never throws: what is not understood becomes a field with a raw editor, or is left out when it names nothing. */
export function readForm(content: unknown): FormSpec {
  const root = isMembers(content) ? content : {};
  return { nodes: readNodes(root.parametrization), exceptions: exceptionsOf(root) };
}

function readNodes(list: unknown): SpecNode[] {
  if (!Array.isArray(list)) return [];
  return list.filter(isMembers).flatMap((node) => readNode(node) ?? []);
}

function readNode(node: Raw): SpecNode | undefined {
  const type = text(node.type) ?? '';
  const plain = type.toLowerCase().replace(/[-_\s]/g, '');
  if (CONTAINERS.has(plain)) return readContainer(node, plain as ContainerSpec['kind']);
  const display = displayKind(node, plain);
  if (display) return readDisplay(node, display, type);
  return text(node.name) === undefined ? undefined : readField(node, type, plain);
}

function readContainer(node: Raw, kind: ContainerSpec['kind']): ContainerSpec {
  const name = text(node.parametrization_path) ?? text(node.name) ?? '';
  return {
    node: 'container',
    kind,
    name,
    title: plainText(text(node.title) ?? lastKey(name)),
    ...optional('description', text(node.description)),
    visible: node.visible !== false,
    enabled: node.enabled !== false,
    ...(node.initially_expanded === false ? { closed: true } : {}),
    content: readNodes(node.content),
    exceptions: exceptionsOf(node),
  };
}

/** `text` names the field as well as the block: a block has a value of its own, or neither a place nor a label. */
function displayKind(node: Raw, plain: string): DisplaySpec['kind'] | undefined {
  if (plain.endsWith('button') && plain !== 'togglebutton') return 'button';
  if (Object.hasOwn(DISPLAYS, plain)) return DISPLAYS[plain];
  const nameless = text(node.name) === undefined && text(node.ui_name) === undefined;
  return plain === 'text' && (nameless || typeof node.value === 'string') ? 'text' : undefined;
}

function readDisplay(node: Raw, kind: DisplaySpec['kind'], type: string): DisplaySpec {
  const name = text(node.name) ?? text(node.parametrization_path) ?? '';
  const value = node.value ?? (kind === 'image' ? (node.path ?? node.url) : undefined);
  return {
    node: 'display',
    kind,
    type,
    name,
    label: plainText(text(node.ui_name) ?? text(node.caption) ?? lastKey(name)),
    visible: node.visible !== false,
    ...(value === undefined ? {} : { value: value as JsonValue }),
    ...affixes(node),
    ...optional('method', text(node.method)),
    ...(isMembers(node.interaction) ? { picks: readPicks(node.interaction) } : {}),
    exceptions: exceptionsOf(node),
  };
}

function readPicks(from: Raw): PickSpec {
  const groups = texts(from.selection ?? from.groups ?? from.interaction_groups);
  const least = number(from.min_select ?? from.min) ?? 1;
  const most = number(from.max_select ?? from.max);
  return {
    ...optional('view', text(from.view ?? from.view_method ?? from.controller_method ?? from.method)),
    ...(groups?.length ? { groups } : {}),
    least: Math.max(0, Math.round(least)),
    ...(most === undefined ? {} : { most: Math.max(1, Math.round(most)) }),
  };
}

function readField(node: Raw, type: string, plain: string): FieldSpec {
  const name = node.name as string;
  const key = lastKey(name);
  const rich = text(node.ui_name) ?? key;
  const label = plainText(rich).trim() || key;
  const named = kindOfType(type) ?? 'json';
  const kind = node.multiple === true ? severalOf(named) : named === 'button' ? 'json' : named;
  return {
    node: 'field',
    kind,
    type,
    name,
    place: text(node.parametrization_path) ?? name,
    label,
    ...(rich === label ? {} : { richLabel: rich }),
    ...affixes(node),
    visible: node.visible !== false,
    ...(node.default === undefined ? {} : { defaultValue: node.default as JsonValue }),
    ...limitsOf(node, plain),
    ...choicesOf(node, kind),
    ...rowsOf(node, kind),
    ...referenceOf(node, plain, kind),
    exceptions: exceptionsOf(node),
  };
}

function affixes(node: Raw): Pick<FieldSpec, 'prefix' | 'unit' | 'description'> {
  const unit = text(node.suffix);
  const prefix = text(node.prefix);
  return {
    ...optional('prefix', prefix && plainText(prefix)),
    ...optional('unit', unit && plainText(unit)),
    ...optional('description', text(node.description)),
  };
}

/** `options` of a number is an object of limits, of a select a list of choices; a row count stands beside. */
function limitsOf(node: Raw, plain: string): Partial<FieldSpec> {
  const limits = isMembers(node.options) ? { ...node, ...node.options } : node;
  return {
    ...optional('min', number(limits.min)),
    ...optional('max', number(limits.max)),
    ...optional('step', number(limits.step)),
    ...optional('decimals', number(node.num_decimals)),
    ...optional('flex', number(node.flex)),
    ...(node.variant === 'slider' || plain === 'slider' ? { slider: true } : {}),
    ...(typeof node.variant === 'string' && node.variant.startsWith('radio') ? { radio: true } : {}),
  };
}

function choicesOf(node: Raw, kind: FieldKind): Partial<FieldSpec> {
  if (!Array.isArray(node.options) || !['option', 'multiselect', 'list'].includes(kind)) return {};
  return { choices: toldApart(node.options.flatMap((option) => readChoice(option) ?? [])) };
}

/** Choices of the same label are told apart by what they store. */
function toldApart(choices: Choice[]): Choice[] {
  const counts = new Map<string, number>();
  for (const { label } of choices) counts.set(label, (counts.get(label) ?? 0) + 1);
  return choices.map((choice) =>
    counts.get(choice.label) === 1
      ? choice
      : { ...choice, label: `${choice.label} (${printJson(choice.value)})` },
  );
}

function readChoice(option: unknown): Choice | undefined {
  if (!isMembers(option)) {
    const value = option as JsonValue;
    if (value === undefined || isContainer(value)) return undefined;
    return { value, label: choiceText(value), visible: true };
  }
  const value = option.value as JsonValue | undefined;
  if (value === undefined || isContainer(value)) return undefined;
  const label = text(option.label) ?? (choiceText(value) || 'empty text');
  return { value, label: plainText(label), visible: option.visible !== false };
}

function choiceText(value: JsonValue): string {
  return isNumber(value) && typeof value !== 'number' ? value.text : String(value);
}

/** Where the row fields stand is not on record for tables: these are tried in order. */
const ROW_LISTS = ['arrayItems', 'content', 'columns', 'fields', 'items'];

function rowsOf(node: Raw, kind: FieldKind): Partial<FieldSpec> {
  if (kind !== 'table' && kind !== 'array') return {};
  const list = ROW_LISTS.map((key) => node[key]).find(
    (rows) => Array.isArray(rows) && rows.some((row) => isMembers(row) && 'type' in row),
  );
  const fields = readNodes(list).filter((row): row is FieldSpec => row.node === 'field');
  return {
    ...(fields.length ? { rows: fields.map((row) => ({ ...row, name: rowKey(row.name, node.name) })) } : {}),
    ...optional('rowLabel', text(node.row_label)),
    ...(node.copylast === true ? { copyLast: true } : {}),
    ...(Array.isArray(node.row_states) ? { rowStates: node.row_states.map(readRowState) } : {}),
  };
}

function readRowState(state: unknown): Record<string, RowFieldState> {
  const entries = Object.entries(isMembers(state) ? state : {}).filter(([, own]) => isMembers(own)) as [
    string,
    Raw,
  ][];
  return Object.fromEntries(
    entries.map(([key, own]) => [
      key,
      {
        ...(typeof own.visible === 'boolean' ? { visible: own.visible } : {}),
        ...choicesOf(own, 'option'),
      },
    ]),
  );
}

/** A row's field is named by its bare key; where an answer gives the whole way to it, that begins with the way to the list. */
function rowKey(name: string, list: unknown): string {
  return typeof list === 'string' && name.startsWith(`${list}.`) ? name.slice(list.length + 1) : name;
}

function referenceOf(node: Raw, plain: string, kind: FieldKind): Partial<FieldSpec> {
  if (kind === 'entity' || kind === 'entities') {
    const types = texts(node.entity_type_names) ?? texts(node.entity_type_name);
    return {
      ...optional('entityTypes', types?.length ? types : undefined),
      ...(plain.startsWith('child') ? { whose: 'children' as const } : {}),
      ...(plain.startsWith('sibling') ? { whose: 'siblings' as const } : {}),
    };
  }
  if (kind !== 'file' && kind !== 'files') return {};
  const extensions = texts(node.allowed_file_extensions);
  return {
    ...optional('extensions', extensions?.length ? extensions : undefined),
    ...optional('maxBytes', number(node.max_size_bytes)),
  };
}

function exceptionsOf(node: Raw): string[] {
  if (!Array.isArray(node.callback_exceptions)) return [];
  return node.callback_exceptions.map((exception) => {
    if (typeof exception === 'string') return exception;
    const message = isMembers(exception)
      ? (text(exception.message) ?? text(exception.detail) ?? text(exception.error_message))
      : undefined;
    return message ?? JSON.stringify(exception);
  });
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

/** The last step of a dotted path: what a field is called whose label is not known. */
function lastKey(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
