import type { Value } from './value.ts';
import { read } from './value.ts';

/** What a field stores. `files`, `entities` and `picks` are lists; `button`, `output` and `chat` store nothing to begin with. */
const wireTypes = {
  text: 'text',
  textarea: 'textarea',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  option: 'select',
  autocomplete: 'autocomplete',
  multiselect: 'multiselect',
  date: 'date',
  color: 'color',
  table: 'table',
  array: 'DynamicArray',
  entity: 'entity-option',
  entities: 'entity-multi-select',
  file: 'file',
  files: 'multi-file',
  point: 'geo_point',
  polyline: 'geo_polyline',
  polygon: 'geo_polygon',
  hidden: 'hidden',
  picks: 'geometry-multi-select',
  chat: 'chat',
  output: 'output',
  button: 'button',
} as const;
export type Kind = keyof typeof wireTypes;

export interface Field {
  /** Where the params store it: dotted from the root, or from the row. */
  path: string;
  /** Where the form shows it; differs from the path when the field's name is overridden. */
  place: string;
  kind: Kind;
  label: string;
  unit: string | null;
  /** Limits of the form. */
  min?: number;
  max?: number;
  step?: number;
  slider: boolean;
  /** What people enter: bounds, decimals, texts. */
  low?: number;
  high?: number;
  decimals: number;
  texts: string[];
  choices: { value: string | number; label: string }[];
  variant: string;
  types: string[] | null;
  whose: '' | 'child-' | 'sibling-';
  extensions: string[];
  method: string | null;
  fields: Field[];
  default: Value;
}

const emptyOf = (kind: Kind): Value => {
  if (kind === 'text' || kind === 'textarea') return '';
  if (kind === 'boolean') return false;
  return ['multiselect', 'table', 'array', 'entities', 'files', 'picks'].includes(kind) ? [] : null;
};

const titled = (key: string): string => {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/**
 * Reads a field table, one field a line: `path@place | kind | label | unit | options | default`, later cells as needed.
 * Options: `0..30` limits, `~1..5` what people enter, `d2` decimals, `s0.5` step, `slider`; `a=Label, b` choices (`num:` for numbers,
 * `radio:` for buttons); `~one / two` texts; `Type child` for entities; `.gef` for files; `{key:kind[unit] options; ...}` for rows.
 */
export function fieldsOf(table: string): Field[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [where = '', kind = '', label = '', unit = '', options = '', initial = ''] = line
        .split('|')
        .map((cell) => cell.trim());
      const [path = '', place = path] = where.split('@');
      return fieldOf({ path, place, kind, label, unit, options, initial });
    });
}

type Cells = Record<'path' | 'place' | 'kind' | 'label' | 'unit' | 'options' | 'initial', string>;

function fieldOf({ path, place, kind: word, label, unit, options, initial }: Cells): Field {
  if (!Object.hasOwn(wireTypes, word)) throw new Error(`The field ${path} has no known kind: "${word}".`);
  const kind = word as Kind;
  const rows = kind === 'table' || kind === 'array';
  const field: Field = {
    ...{ path, place, kind, label: label || titled(path.split('.').at(-1) as string), unit: unit || null },
    ...{ slider: false, decimals: kind === 'integer' ? 0 : 2, texts: [], choices: [], variant: 'standard' },
    ...{ types: null, whose: '', extensions: [], method: kind === 'button' ? options : null },
    fields: rows ? columnsOf(options) : [],
    default: initial === '' ? emptyOf(kind) : (read(`{"v":${initial}}`).v as Value),
  };
  if (!rows && kind !== 'button') readOptions(field, options);
  return field;
}

function readOptions(field: Field, options: string): void {
  if (['option', 'multiselect', 'autocomplete'].includes(field.kind)) readChoices(field, options);
  else if (options.startsWith('~') && !['number', 'integer'].includes(field.kind)) {
    field.texts = options
      .slice(1)
      .split('/')
      .map((text) => text.trim());
  } else for (const word of options.split(/\s+/).filter(Boolean)) readWord(field, word);
}

function readChoices(field: Field, options: string): void {
  const [, flags = '', words = ''] = /^((?:[a-z-]+:)*)(.*)$/.exec(options) ?? [];
  const numbers = flags.includes('num:');
  if (flags.includes('radio')) field.variant = flags.includes('radio-inline') ? 'radio-inline' : 'radio';
  for (const word of words.split(',').filter((one) => one.trim() !== '')) {
    const [value = '', label = value] = word.trim().split('=');
    field.choices.push({ value: numbers ? Number(value) : value, label });
  }
}

function readWord(field: Field, word: string): void {
  const [, about = '', low = '', high = ''] = /^(~?)(-?[\d.e+-]*?)\.\.(-?[\d.e+-]*)$/.exec(word) ?? [];
  if (word.includes('..')) {
    const bounds = [low, high].map((text) => (text === '' ? undefined : Number(text)));
    if (about === '') [field.min, field.max] = bounds;
    else [field.low, field.high] = bounds;
  } else if (word === 'slider') field.slider = true;
  else if (/^d\d+$/.test(word)) field.decimals = Number(word.slice(1));
  else if (/^s[\d.]+$/.test(word)) field.step = Number(word.slice(1));
  else if (word === 'child' || word === 'sibling') field.whose = `${word}-`;
  else if (word.startsWith('.')) field.extensions.push(word);
  else field.types = [...(field.types ?? []), word];
}

function columnsOf(options: string): Field[] {
  return outside(options.replace(/^\{|\}$/g, '')).map((column) => {
    const [, path = '', kind = '', unit = '', rest = ''] =
      /^(\w+):(\w+)(?:\[([^\]]*)\])?\s*(.*)$/s.exec(column) ?? [];
    return fieldOf({ path, place: path, kind, label: '', unit, options: rest, initial: '' });
  });
}

/** Splits at semicolons that are not inside of braces. */
function outside(text: string): string[] {
  let depth = 0;
  const parts = [''];
  for (const character of text) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (character === ';' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

export type Container = 'tab' | 'step' | 'page' | 'section';
type Node = Record<string, unknown> & { content?: Node[] };

/** The parametrization as REST nodes: `top` containers, sections inside, fields. */
export function nodesOf(top: Container, fields: readonly Field[]): Node[] {
  const root: Node = { content: [] };
  for (const field of fields) {
    const keys = field.place.split('.').slice(0, -1);
    if (keys.length === 0) keys.push(field.kind === 'hidden' ? 'hidden' : 'general');
    let holder = root;
    for (const [depth, key] of keys.entries()) {
      const name = keys.slice(0, depth + 1).join('.');
      let inner = holder.content?.find((node) => node.name === name && node.content !== undefined);
      if (inner === undefined) {
        inner = containerNode(depth === 0 ? top : 'section', name, titled(key));
        holder.content?.push(inner);
      }
      holder = inner;
    }
    holder.content?.push(fieldNode(field));
  }
  return root.content as Node[];
}

function containerNode(type: Container, name: string, title: string): Node {
  const base = { type, name, parametrization_path: name, title, description: null };
  if (type === 'section') {
    return { ...base, initially_expanded: null, visible: true, callback_exceptions: [], content: [] };
  }
  if (type === 'tab') return { ...base, visible: true, content: [] };
  return { ...base, enabled: true, visible: true, views: [], width: null, content: [] };
}

function typeOf({ kind, whose, label }: Field): string {
  if (kind === 'button')
    return /xlsx|export|report|input/i.test(label) ? 'download-button' : 'set-params-button';
  return `${whose}${wireTypes[kind]}`;
}

function fieldNode(field: Field): Node {
  const node: Node = {
    ...{ type: typeOf(field), name: field.path, parametrization_path: field.place, ui_name: field.label },
    ...{
      prefix: null,
      suffix: field.unit,
      description: null,
      flex: null,
      visible: true,
      callback_exceptions: [],
    },
  };
  if (!['file', 'files', 'button', 'output', 'chat'].includes(field.kind)) node.default = field.default;
  return Object.assign(node, ownMembers(field));
}

function ownMembers(field: Field): Record<string, unknown> {
  const { kind, min, max, step } = field;
  const rows = field.fields.map(fieldNode);
  if (kind === 'number' || kind === 'integer') {
    const limits = Object.entries({ min, max, step }).filter(([, limit]) => limit !== undefined);
    const variant = field.slider ? 'slider' : 'standard';
    return { num_decimals: kind === 'integer' ? 0 : null, options: Object.fromEntries(limits), variant };
  }
  if (kind === 'option' || kind === 'multiselect' || kind === 'autocomplete') {
    const options = field.choices.map((choice) => ({ ...choice, visible: true }));
    return {
      multiple: kind === 'multiselect',
      variant: field.variant,
      autoselect_single_option: false,
      options,
    };
  }
  if (kind === 'entity' || kind === 'entities') return { entity_type_names: field.types };
  if (kind === 'file' || kind === 'files') {
    return { allowed_file_extensions: field.extensions, max_size_bytes: null };
  }
  if (kind === 'table') return { columns: rows };
  if (kind === 'array') return { arrayItems: rows, min: null, max: null, copylast: false, row_label: null };
  if (kind === 'button') return { method: field.method, longpoll: true, alwaysAvailable: false };
  return {};
}
