import type { ParamType } from '../../contract/entity.ts';
import {
  isArray,
  isContainer,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../../contract/json/value.ts';
import type { ContainerSpec, DisplaySpec, FieldSpec } from '../fields/form-spec.ts';
import { type FieldKind, kindOf } from '../fields/kinds.ts';
import { keyLabel } from '../fields/label-text.ts';
import { textLength } from '../fields/sizes.ts';
import { getIn, type Path, toPointer } from '../params/path.ts';

export type ParamTypes = Record<string, ParamType>;

export interface FormField {
  type: 'field';
  /** Tells it from all others of the form: its place in the form, which need not be where it is stored. */
  key: string;
  path: Path;
  pointer: string;
  /** What the form calls it; its key where that is not known, since `param_types` holds no titles. */
  label: string;
  kind: FieldKind;
  paramType: ParamType | undefined;
  /** What the app's form says of it, when that is known. */
  spec?: FieldSpec | undefined;
  /** What it said for the params as they were read, where that differs: limits may follow from other fields. */
  baseSpec?: FieldSpec | undefined;
}

export interface FormSection {
  type: 'section';
  key: string;
  path: Path;
  title: string;
  nodes: FormNode[];
  spec?: ContainerSpec | undefined;
}

/** What the form shows between its fields and stores nowhere. */
export interface FormDisplay {
  type: 'display';
  key: string;
  spec: DisplaySpec;
}

export type FormNode = FormField | FormSection | FormDisplay;

export interface FormModel {
  /** What told which fields there are. */
  source: 'parametrization' | 'param_types' | 'values';
  nodes: FormNode[];
  /** Stored, but not in the form of today. */
  orphans: FormNode[];
  /** What the form keeps to itself, and large data without a type. */
  hidden: FormField[];
  /** `name` and `filename` of the root: the platform's own, shown and never edited. */
  facts: { key: string; value: JsonValue }[];
  /** How many fields there are, hidden data included. */
  count: number;
  /** How many fields the app's form hides for the params of now. */
  invisible: number;
}

/** Data without a type and longer than this is shown as one line, characters of JSON; much later where a grid or drawing shows it in rows. */
const LARGE = 6000;
const LARGE_IN_ROWS = 250_000;
const IN_ROWS: ReadonlySet<FieldKind> = new Set(['table', 'geo_polyline', 'geo_polygon']);
const RESERVED: ReadonlySet<string> = new Set(['name', 'filename']);

interface TypeNode {
  type?: ParamType;
  below: Map<string, TypeNode>;
}

function typeTree(types: ParamTypes, values: JsonObject): TypeNode {
  const root: TypeNode = { below: new Map() };
  for (const [name, type] of Object.entries(types)) {
    // A key may itself hold a point; one that is stored so is meant so.
    const path = values.has(name) ? [name] : name.split('.');
    let node = root;
    for (const key of path) {
      let next = node.below.get(key);
      if (!next) {
        next = { below: new Map() };
        node.below.set(key, next);
      }
      node = next;
    }
    node.type = type;
  }
  return root;
}

/**
 * The form of an entity: fields before sections, in the order of the values, then those that only the types name. Kinds are taken from `base`, so that a field does
 * not turn into another while somebody types in it; `value` adds what has come since.
 */
export function formModel(
  types: ParamTypes | undefined,
  base: JsonObject,
  value: JsonObject = base,
): FormModel {
  const builder = new Builder(base, value, types !== undefined);
  const nodes = builder.members(types ? typeTree(types, value) : undefined, []);
  const { hidden, facts, count } = builder;
  const orphans = fieldsFirst(builder.orphans);
  return { source: types ? 'param_types' : 'values', nodes, orphans, hidden, facts, count, invisible: 0 };
}

/** A field after a section would look like one of it. */
export function fieldsFirst(nodes: FormNode[]): FormNode[] {
  const isSection = ({ type }: FormNode) => type === 'section';
  return [...nodes.filter((node) => !isSection(node)), ...nodes.filter(isSection)];
}

/** Every field of some nodes, in order, however deep. */
export function fieldsOf(nodes: readonly FormNode[]): FormField[] {
  return nodes.flatMap((node) =>
    node.type === 'field' ? [node] : node.type === 'section' ? fieldsOf(node.nodes) : [],
  );
}

class Builder {
  readonly orphans: FormNode[] = [];
  readonly hidden: FormField[] = [];
  readonly facts: { key: string; value: JsonValue }[] = [];
  count = 0;
  private readonly base: JsonObject;
  private readonly value: JsonObject;
  private readonly typed: boolean;

  constructor(base: JsonObject, value: JsonObject, typed: boolean) {
    this.base = base;
    this.value = value;
    this.typed = typed;
  }

  /** The fields of a group; `types` is undefined where nothing is known about what stands there. */
  members(types: TypeNode | undefined, path: Path): FormNode[] {
    const nodes: FormNode[] = [];
    const orphans: FormNode[] = [];
    for (const key of this.keys(path, types)) {
      const at = [...path, key];
      const known = types?.below.get(key);
      const stored = getIn(this.value, at);
      if (path.length === 0 && RESERVED.has(key) && known === undefined) {
        if (stored !== undefined) this.facts.push({ key, value: stored });
        continue;
      }
      const node = this.node(known, at, key);
      if (node) (this.typed && types && !known ? orphans : nodes).push(node);
    }
    this.orphans.push(...fieldsFirst(orphans));
    return fieldsFirst(nodes);
  }

  private keys(path: Path, types: TypeNode | undefined): Set<string> {
    const keys = new Set<string>();
    for (const side of [this.base, this.value]) {
      const group = getIn(side, path);
      if (isObject(group)) for (const key of group.keys()) keys.add(key);
    }
    for (const key of types?.below.keys() ?? []) keys.add(key);
    return keys;
  }

  private node(known: TypeNode | undefined, path: Path, key: string): FormNode | undefined {
    const stored = getIn(this.base, path) ?? getIn(this.value, path);
    // Whatever it holds: to tell its kind every row would have to be read.
    const isVast = !known?.type && isArray(stored) && textLength(stored) > LARGE_IN_ROWS;
    const named = isVast ? 'hidden' : kindOf(known?.type, stored, key);
    if (named === 'button' && stored === undefined) return undefined;
    // What stores nothing by its type and yet is stored is shown for what it looks like.
    const kind = named === 'button' ? kindOf(undefined, stored, key) : named;
    const group = known ? known.type === undefined : kind === 'group';
    // A group that holds no object is one value that does not fit: shown as such, the fields it should hold as not stored would be a lie.
    if (group && (stored === undefined || stored === null || isObject(stored))) {
      if (!known && isObject(stored) && stored.size === 0) return this.field('json', path, key, undefined);
      const nodes = this.members(known, path);
      return nodes.length
        ? { type: 'section', key: toPointer(path), path, title: keyLabel(key), nodes }
        : undefined;
    }
    const limit = IN_ROWS.has(kind) ? LARGE_IN_ROWS : LARGE;
    const large = !known?.type && isContainer(stored) && textLength(stored) > limit;
    const raw = kind === 'json' && !known && isContainer(stored) && textLength(stored) > 1000;
    if (kind === 'hidden' || large || raw) {
      this.hidden.push(this.field('hidden', path, key, known?.type));
      return undefined;
    }
    return this.field(kind === 'group' ? 'json' : kind, path, key, known?.type);
  }

  private field(kind: FieldKind, path: Path, label: string, paramType: ParamType | undefined): FormField {
    this.count++;
    const pointer = toPointer(path);
    return { type: 'field', key: pointer, path, pointer, label: keyLabel(label), kind, paramType };
  }
}
