import type { ParamType } from '../../contract/entity.ts';
import { isArray, type JsonObject } from '../../contract/json/value.ts';
import type { ContainerSpec, FieldSpec, FormSpec, SpecNode } from '../fields/form-spec.ts';
import { severalOf } from '../fields/kinds.ts';
import { getIn, type Path, startsWith, toPointer } from '../params/path.ts';
import {
  type FormField,
  type FormModel,
  type FormNode,
  type FormSection,
  fieldsFirst,
  fieldsOf,
  formModel,
} from './form-model.ts';

/**
 * The form as the app resolved it: its containers and fields in its order, each field at the place where it is stored. What is stored beside the form, and
 * values where the form expects a group, stand apart as orphans. `withInvisible` also takes what the app hides for the params of now;
 * `baseForm` is the form for the params as they were read.
 */
export function specModel(
  form: FormSpec,
  base: JsonObject,
  value: JsonObject,
  options: { withInvisible?: boolean; baseForm?: FormSpec | undefined } = {},
): FormModel {
  const specs = fieldSpecs(form.nodes);
  const types = Object.fromEntries(specs.map((spec) => [spec.name, paramTypeOf(spec)]));
  const rest = formModel(types, base, value);
  const pathOf = (spec: FieldSpec): Path => (value.has(spec.name) ? [spec.name] : spec.name.split('.'));
  const placed = new Set(specs.map((spec) => toPointer(pathOf(spec))));
  // One value where the form expects a group: fields below it would say "not stored", and editing one would replace it.
  const loose = fieldsOf(rest.nodes).filter(({ pointer }) => !placed.has(pointer));
  const before = new Map(fieldSpecs(options.baseForm?.nodes ?? []).map((spec) => [spec.name, spec]));
  const builder = new Builder(base, pathOf, loose, before, options.withInvisible ?? false);
  const nodes = builder.nodes(form.nodes, true);
  return {
    source: 'parametrization',
    nodes,
    orphans: fieldsFirst([...loose, ...rest.orphans]),
    hidden: rest.hidden,
    facts: rest.facts,
    count: builder.count + loose.length + fieldsOf(rest.orphans).length + rest.hidden.length,
    invisible: builder.invisible,
  };
}

function fieldSpecs(nodes: readonly SpecNode[]): FieldSpec[] {
  return nodes.flatMap((node) =>
    node.node === 'field' ? [node] : node.node === 'container' ? fieldSpecs(node.content) : [],
  );
}

function paramTypeOf(spec: FieldSpec): ParamType {
  const rows = spec.rows?.map((row) => [row.name, paramTypeOf(row)] as const);
  return { type: spec.type, ...(rows ? { sub_types: Object.fromEntries(rows) } : {}) };
}

class Builder {
  count = 0;
  invisible = 0;
  private readonly keys = new Set<string>();
  private readonly base: JsonObject;
  private readonly pathOf: (spec: FieldSpec) => Path;
  private readonly loose: readonly FormField[];
  private readonly before: ReadonlyMap<string, FieldSpec>;
  private readonly withInvisible: boolean;

  constructor(
    base: JsonObject,
    pathOf: (spec: FieldSpec) => Path,
    loose: readonly FormField[],
    before: ReadonlyMap<string, FieldSpec>,
    withInvisible: boolean,
  ) {
    this.base = base;
    this.pathOf = pathOf;
    this.loose = loose;
    this.before = before;
    this.withInvisible = withInvisible;
  }

  nodes(specs: readonly SpecNode[], shown: boolean): FormNode[] {
    return fieldsFirst(specs.flatMap((spec) => this.node(spec, shown) ?? []));
  }

  private node(spec: SpecNode, shown: boolean): FormNode | undefined {
    const visible = shown && spec.visible;
    if (spec.node === 'container') return this.section(spec, visible);
    if (spec.node === 'display')
      return visible ? { type: 'display', key: this.key(`/${spec.kind}/${spec.name}`), spec } : undefined;
    return this.field(spec, visible);
  }

  private section(spec: ContainerSpec, visible: boolean): FormSection | undefined {
    const path = spec.name === '' ? [] : spec.name.split('.');
    const key = this.key(toPointer(path));
    const nodes = this.nodes(spec.content, visible);
    return nodes.length ? { type: 'section', key, path, title: spec.title, nodes, spec } : undefined;
  }

  private field(spec: FieldSpec, visible: boolean): FormField | undefined {
    const path = this.pathOf(spec);
    if (spec.kind === 'hidden' || this.loose.some((one) => startsWith(path, one.path))) return undefined;
    if (!visible) this.invisible++;
    if (!visible && !this.withInvisible) return undefined;
    this.count++;
    const stored = getIn(this.base, path);
    const kind = isArray(stored) ? severalOf(spec.kind) : spec.kind;
    const pointer = toPointer(path);
    const key = this.key(pointer);
    const baseSpec = this.before.get(spec.name) ?? spec;
    const known = { label: spec.label, kind, paramType: paramTypeOf(spec), spec, baseSpec };
    return { type: 'field', key, path, pointer, ...known };
  }

  /** Two containers may have one name: the second is told by a number. */
  private key(wanted: string): string {
    let key = wanted;
    for (let number = 2; this.keys.has(key); number++) key = `${wanted} ${number}`;
    this.keys.add(key);
    return key;
  }
}
