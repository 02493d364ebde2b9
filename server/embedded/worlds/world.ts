import type { JsonValue } from '../../../contract/json/value.ts';
import type { Form } from './form.ts';
import type { World } from './frames.ts';
import type { Random } from './random.ts';

export interface View {
  label: string;
  view_type: string;
  controller_method: string;
  description: string | null;
  update_label: string;
  /** Seconds. */
  duration_guess: number;
  automatic_update: boolean;
  view_settings: Record<string, unknown> | null;
}

/** A view's record; views that take longer than 3 s are updated by hand. */
export function view(method: string, label: string, type: string, seconds = 1): View {
  return {
    label,
    view_type: type,
    controller_method: method,
    description: null,
    update_label: 'Update',
    duration_guess: seconds,
    automatic_update: seconds <= 3,
    view_settings: type.startsWith('geometry')
      ? { view_mode: '3D', up_axis: [0, 0, 1], default_shadow: false, x_axis_to_right: true }
      : null,
  };
}

export interface SummaryDefinition {
  key: string;
  label: string;
  type: 'text' | 'number';
  source: string;
  value_path: string;
  suffix: string;
  prefix: string;
}

/** `source` is `parametrization` or the method of a data view. */
export function summaryItem(
  key: string,
  label: string,
  source = 'parametrization',
  rest: { path?: string; suffix?: string; prefix?: string; type?: 'text' | 'number' } = {},
): SummaryDefinition {
  const { path = key, suffix = '', prefix = '', type = 'number' } = rest;
  return { key, label, type, source, value_path: path, suffix, prefix };
}

/** What an entity is made from. Everything that follows from it is the same however and whenever it is made. */
export interface Made {
  world: World;
  seed: number;
  ordinal: number;
  id: number;
  name: string;
  /** Numbers and words that the tree decided: where along the levee, which year. `start` is the day it was made, counted from the first. */
  place: Record<string, number | string>;
  /** Ids of other entities, by what they are to this one. */
  refs: Record<string, number | readonly number[]>;
  files: readonly number[];
  /** Numbers in a hidden column. */
  hidden: number;
  /** The id that the description names it by, in the sample only. */
  pin?: number;
}

export const refOf = (made: Made, key: string): number | null => {
  const ref = made.refs[key];
  return typeof ref === 'number' ? ref : null;
};
export const refsOf = (made: Made, key: string): readonly number[] => {
  const ref = made.refs[key];
  return typeof ref === 'object' ? ref : [];
};
export const numberOf = (made: Made, key: string, otherwise = 0): number => {
  const found = made.place[key];
  return typeof found === 'number' ? found : otherwise;
};

export interface WorldType {
  id: number;
  className: string;
  label: string;
  children: readonly number[];
  childrenAs: 'Table' | 'Cards' | 'None';
  file?: { extensions: readonly string[]; maxSize: number; preprocess?: string };
  form: Form;
  views?: readonly View[];
  summary?: readonly SummaryDefinition[];
  /** Members of the wire that differ from the usual ones. */
  flags?: Record<string, unknown>;
  /** Made by a program or an upload: most have one revision. */
  generated?: boolean;
  /** Params as they are made, before anybody edits them. */
  fill(made: Made, random: Random, defaults: JsonValue): JsonValue;
  /** Values of the summary, by key. */
  summarize?(value: JsonValue, made: Made): Record<string, string | number | null>;
}

/** An entity of a tree before it has an id. `printed` names params that the description prints in full. */
export interface Node {
  type: string;
  parent: Node | null;
  name: string;
  place: Record<string, number | string>;
  pin?: number;
  refs?: Record<string, Node | readonly Node[] | number | readonly number[]>;
  /** Files that belong to it; for a type of files the first is the entity's own. */
  files?: readonly NodeFile[];
}

export interface NodeFile {
  name: string;
  /** An id that the description names. */
  pin?: number;
  size?: number;
}

/** A world: its types and its tree for so many entities. */
export interface WorldDefinition {
  workspace: World;
  seed: number;
  firstEntity: number;
  types: readonly WorldType[];
  tree(entities: number, seed: number): Iterable<Node>;
  /** Params printed in the description by entity id: the newest revision of that entity has exactly these. */
  printed: ReadonlyMap<number, JsonValue>;
  /** Histories that the description tells step by step, by entity id. */
  scripted: ReadonlyMap<number, readonly ScriptedRevision[]>;
  /** Revisions that come from outside the entity, among its own by time. */
  events?(type: string, made: Made): readonly PlannedEvent[];
}

export interface PlannedEvent {
  /** Amsterdam's wall clock. */
  when: string;
  /** Seconds after it. */
  seconds: number;
  by: number;
  message: string;
  apply(value: JsonValue): JsonValue;
  /** The state before, for entities whose last state is printed. */
  undo?(value: JsonValue): JsonValue;
}

export interface ScriptedRevision {
  /** Amsterdam's wall clock, `2024-03-04 10:02`. */
  when: string;
  by: number;
  message: string;
  name: string;
  value: JsonValue;
}

/**
 * A history told backwards: each step says what was different before it, so that the last state is exactly the printed one, order of keys included.
 * Steps come oldest first; the first has nothing before it.
 */
export interface ScriptStep {
  when: string;
  by: number;
  message?: string;
  /** The state before this step, from the one after it. */
  before?: (value: JsonValue) => JsonValue;
  /** The entity's name before this step. */
  nameBefore?: string;
}

export function scriptEndingIn(
  final: JsonValue,
  name: string,
  steps: readonly ScriptStep[],
): ScriptedRevision[] {
  const revisions: ScriptedRevision[] = [];
  let [value, called] = [final, name];
  for (const { when, by, message = '', before, nameBefore } of [...steps].reverse()) {
    revisions.unshift({ when, by, message, name: called, value });
    value = before?.(value) ?? value;
    called = nameBefore ?? called;
  }
  return revisions;
}

/** Splits a total over parents with a long tail (some have many), none above `most`; the sum is the total as long as it fits. */
export function shares(total: number, parents: number, random: Random, most = 5000): number[] {
  if (parents === 0) return [];
  const weights = Array.from({ length: parents }, () => Math.exp(0.75 * random.normal()));
  const sum = weights.reduce((before, weight) => before + weight, 0);
  let [reached, given] = [0, 0];
  return weights.map((weight) => {
    reached += (weight / sum) * total;
    const count = Math.min(most, Math.round(reached) - given);
    given += count;
    return count;
  });
}
