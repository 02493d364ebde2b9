import { deriveFrom } from '../../contract/json/memory.ts';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';

/** What kind of value a key of the params holds. Shape of `param_types` on the wire. */
export interface ParamType {
  type: string;
  sub_types?: ParamTypes;
}
export type ParamTypes = Map<string, ParamType>;

const containers = new Set(['page', 'step', 'tab', 'section', 'group', 'root']);
/** Shown in the form but never stored. Buttons are in `param_types`, texts and pictures are not. */
const shownOnly = new Set([
  'statictext',
  'textblock',
  'label',
  'image',
  'linebreak',
  'output',
  'outputfield',
  'display',
]);
const rowLists = ['arrayItems', 'content', 'columns', 'fields', 'items'];

/**
 * `param_types` of a form: a flat map from storage path to type, with the types of a table's columns under `sub_types`. The form is a list of nodes, or
 * an object that holds one under `parametrization` or `content`; a type's name is taken as it is spelled.
 */
export function paramTypesOf(parametrization: JsonValue): ParamTypes {
  const types: ParamTypes = new Map();
  const nodes = nodesOf(parametrization);
  const work = [...nodes].reverse();
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    const type = node.get('type');
    if (typeof type !== 'string') continue;
    const kind = type.toLowerCase().replace(/[-_ ]/g, '');
    const content = nodesOf(node.get('content') ?? null);
    const rows = rowNodes(node);
    if (containers.has(kind)) work.push(...content.reverse());
    else if (shownOnly.has(kind)) continue;
    else {
      const name = node.get('name');
      if (typeof name !== 'string' || name === '') continue;
      types.set(name, rows === null ? { type } : { type, sub_types: paramTypesOf(rows) });
    }
  }
  return types;
}

function nodesOf(value: JsonValue): JsonObject[] {
  if (Array.isArray(value)) return value.filter((node): node is JsonObject => node instanceof Map);
  if (!(value instanceof Map)) return [];
  const inner = value.get('parametrization') ?? value.get('content');
  return inner === undefined ? [] : nodesOf(inner);
}

function rowNodes(node: JsonObject): JsonValue | null {
  for (const key of rowLists) {
    const rows = node.get(key);
    if (Array.isArray(rows) && rows.some((row) => row instanceof Map && row.has('type'))) return rows;
  }
  return null;
}

export function printParamTypes(types: ParamTypes): string {
  const members = [...types].map(([name, { type, sub_types }]) => {
    const inner = sub_types === undefined ? '' : `,"sub_types":${printParamTypes(sub_types)}`;
    return `${JSON.stringify(name)}:{"type":${JSON.stringify(type)}${inner}}`;
  });
  return `{${members.join(',')}}`;
}

interface Branch {
  leaf?: ParamType;
  below: Map<string, Branch>;
}

/** The params without keys that the form does not know; what stays keeps its text. Our reading of `clean_params`: the rules are not published. */
export function cleanParams(text: string, types: ParamTypes): string {
  const params = readJson(text);
  return params instanceof Map ? printJson(clean(params, branchesOf(types))) : text;
}

function branchesOf(types: ParamTypes): Branch {
  const root: Branch = { below: new Map() };
  for (const [name, leaf] of types) {
    let branch = root;
    for (const key of name.split('.')) {
      const next = branch.below.get(key) ?? { below: new Map() };
      branch.below.set(key, next);
      branch = next;
    }
    branch.leaf = leaf;
  }
  return root;
}

function clean(value: JsonObject, branch: Branch): JsonObject {
  const kept = new Map<string, JsonValue>();
  for (const [key, member] of value) {
    const known = branch.below.get(key);
    if (known?.leaf !== undefined) kept.set(key, cleanRows(member, known.leaf));
    else if (known !== undefined) kept.set(key, member instanceof Map ? clean(member, known) : member);
  }
  return sameMembers(kept, value) ? value : deriveFrom(value, kept);
}

function cleanRows(value: JsonValue, { sub_types }: ParamType): JsonValue {
  if (sub_types === undefined || !Array.isArray(value)) return value;
  const branch = branchesOf(sub_types);
  const rows = value.map((row: JsonValue) => (row instanceof Map ? clean(row, branch) : row));
  return rows.every((row, index) => row === value[index]) ? value : deriveFrom(value, rows);
}

function sameMembers(kept: JsonObject, value: JsonObject): boolean {
  if (kept.size !== value.size) return false;
  for (const [key, member] of kept) if (value.get(key) !== member) return false;
  return true;
}
