import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import type { Pending } from '../fields/field-store.ts';
import { type Issue, issuesOf, newIssues } from '../fields/issues.ts';
import { sameSpelling } from '../params/equal.ts';
import { getIn, startsWith } from '../params/path.ts';
import { type FormField, type FormModel, type FormNode, type FormSection, fieldsOf } from './form-model.ts';

/** What is to be said of one field. */
export interface FieldTally {
  field: FormField;
  changed: boolean;
  /** Texts that are no values, refusals of the server, and what an edit made not fit. */
  problems: number;
  /** What did not fit when it was read. */
  old: number;
}

/** The sum of a part of the form. */
export interface Tally {
  fields: number;
  changed: number;
  problems: number;
  old: number;
}

export interface FormTally {
  all: Tally;
  /** By the key of a section. Groups beside the form are `orphans` and `hidden`. */
  sections: ReadonlyMap<string, Tally>;
  /** Fields with problems, then those whose value did not fit before, each in the order of the form. */
  troubled: readonly FieldTally[];
}

export interface Edited {
  base: JsonObject;
  value: JsonObject;
  pending: ReadonlyMap<string, Pending>;
  refusals: ReadonlyMap<string, string>;
}

interface Known {
  spec: unknown;
  baseSpec: unknown;
  value: JsonValue | undefined;
  base: JsonValue | undefined;
  changed: boolean;
  fresh: number;
  old: number;
}

/** Counts changes and problems of a form, section by section. Keeps what it found of each field, so that an edit costs the fields it touched. */
export class Counter {
  private readonly known = new Map<string, Known>();

  count(model: FormModel, edited: Edited): FormTally {
    const sections = new Map<string, Tally>();
    const tallies: FieldTally[] = [];
    const visit = (nodes: readonly FormNode[], above: readonly Tally[]): void => {
      for (const node of nodes) {
        if (node.type === 'section') visit(node.nodes, [...above, this.section(sections, node)]);
        else if (node.type === 'field') add(this.field(node, edited), above, tallies);
      }
    };
    const all = none();
    visit(model.nodes, [all]);
    const group = (key: string, fields: readonly FormField[]): void => {
      const tally = none();
      sections.set(key, tally);
      for (const field of fields) add(this.field(field, edited), [all, tally], tallies);
    };
    group('orphans', fieldsOf(model.orphans));
    group('hidden', model.hidden);
    const troubled = [
      ...tallies.filter(({ problems }) => problems > 0),
      ...tallies.filter(({ problems, old }) => problems === 0 && old > 0),
    ];
    return { all, sections, troubled };
  }

  private section(sections: Map<string, Tally>, { key }: FormSection): Tally {
    const tally = none();
    sections.set(key, tally);
    return tally;
  }

  private field(field: FormField, edited: Edited): FieldTally {
    const value = getIn(edited.value, field.path);
    const base = getIn(edited.base, field.path);
    let known = this.known.get(field.key);
    const same = known?.spec === field.spec && known?.baseSpec === field.baseSpec;
    if (!known || !same || known.value !== value || known.base !== base) {
      const { spec, baseSpec } = field;
      known = { spec, baseSpec, value, base, ...found(field, value, base) };
      this.known.set(field.key, known);
    }
    const waiting = placesAt(edited.pending, field) + (edited.refusals.has(field.pointer) ? 1 : 0);
    return { field, changed: known.changed, problems: known.fresh + waiting, old: known.old };
  }
}

function found(field: FormField, value: JsonValue | undefined, base: JsonValue | undefined) {
  const { kind, spec, baseSpec = spec } = field;
  const before: readonly Issue[] = issuesOf(kind, baseSpec, base);
  const now = value === base && spec === baseSpec ? before : issuesOf(kind, spec, value);
  const changed = value !== base && !sameSpelling(value, base);
  const fresh = now === before ? 0 : newIssues(now, before, !changed).size;
  return { changed, fresh, old: now.length - fresh };
}

function placesAt(pending: ReadonlyMap<string, Pending>, field: FormField): number {
  if (pending.size === 0) return 0;
  return [...pending.values()].filter(({ path, quiet }) => !quiet && startsWith(path, field.path)).length;
}

const none = (): Tally => ({ fields: 0, changed: 0, problems: 0, old: 0 });

function add(one: FieldTally, into: readonly Tally[], list: FieldTally[]): void {
  list.push(one);
  for (const tally of into) {
    tally.fields++;
    if (one.changed) tally.changed++;
    tally.problems += one.problems;
    tally.old += one.old;
  }
}
