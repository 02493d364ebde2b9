import { isMembers } from '../../contract/common.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import type { ContainerSpec, DisplaySpec, FieldSpec, FormSpec, PickSpec, SpecNode } from './form-spec.ts';
import { type FieldKind, kindOfType, severalOf } from './kinds.ts';
import { keyLabel, plainText } from './label-text.ts';
import { affixes, exceptionsOf, lastKey, number, optional, type Raw, text, texts } from './raw-node.ts';
import { choicesOf, limitsOf, readRowState, referenceOf } from './read-limits.ts';

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
  const label = plainText(rich).trim() || keyLabel(key);
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

/** A row's field is named by its bare key; where an answer gives the whole way to it, that begins with the way to the list. */
function rowKey(name: string, list: unknown): string {
  return typeof list === 'string' && name.startsWith(`${list}.`) ? name.slice(list.length + 1) : name;
}
