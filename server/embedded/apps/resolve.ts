import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../../contract/json/value.ts';
import { nodeType, rowMembers } from '../../../contract/parametrization.ts';
import { at, stepsOf } from '../worlds/values.ts';
import { AppError, choicesOf, type Holds, holdsTrue, isRule, limitsOf } from './rules.ts';

/** What a form is resolved for. */
export interface Situation {
  params: JsonValue;
  /** Params of the entities above, nearest first: apps look there for what their own form does not have. */
  above: readonly JsonValue[];
  /** Computes an output field. May throw an AppError with the sentence of a callback that failed. */
  output(call: string): Promise<JsonValue>;
}

/** The form with every rule answered for the params given: visibility, options, limits, outputs. No rule is left in it. */
export async function resolveForm(form: JsonArray, situation: Situation): Promise<JsonArray> {
  const defaults = new Map<string, JsonValue>();
  collectDefaults(form, defaults);
  const holds: Holds = {
    at(path) {
      const steps = stepsOf(path);
      const own = at(situation.params, steps);
      // Null is a value that was cleared, not one that is missing.
      if (own !== undefined || defaults.has(path)) return own === undefined ? defaults.get(path) : own;
      return situation.above.map((params) => at(params, steps)).find((found) => found !== undefined);
    },
  };
  return resolveNodes(form, { holds, situation });
}

/** Whether a rule of the form looks at a place that the form itself does not have. */
export function looksAbove(form: JsonArray): boolean {
  const defaults = new Map<string, JsonValue>();
  collectDefaults(form, defaults);
  const sees = (value: JsonValue): boolean => {
    if (isArray(value)) return value.some(sees);
    if (!isObject(value)) return false;
    const names = value.get('$names');
    const rows = isObject(names) ? names.get('rows') : undefined;
    return (typeof rows === 'string' && !defaults.has(rows)) || [...value.values()].some(sees);
  };
  return sees(form);
}

interface Scope {
  holds: Holds;
  situation: Situation;
}

const containers = new Set(['page', 'step', 'tab', 'section']);
const nodesOf = (value: JsonValue | undefined): JsonObject[] =>
  isArray(value) ? value.filter(isObject) : [];

/** Defaults by storage path; null stands for a field that declares none. */
function collectDefaults(nodes: JsonArray, into: Map<string, JsonValue>): void {
  for (const node of nodesOf(nodes)) {
    const [type, name] = [node.get('type'), node.get('name')];
    if (typeof type === 'string' && containers.has(nodeType(type))) {
      collectDefaults(nodesOf(node.get('content')), into);
    } else if (typeof name === 'string') into.set(name, node.get('default') ?? null);
  }
}

function resolveNodes(nodes: JsonArray, scope: Scope): Promise<JsonArray> {
  return Promise.all(nodes.map((node) => (isObject(node) ? resolveNode(node, scope) : node)));
}

async function resolveNode(node: JsonObject, scope: Scope): Promise<JsonObject> {
  const failures: string[] = [];
  const made = resolveMembers(node, scope.holds, failures);
  const call = ruleOf(node, 'value_rule')?.get('$call');
  if (typeof call === 'string')
    made.set('value', await attemptAsync(() => scope.situation.output(call), failures));
  const type = node.get('type');
  if (typeof type === 'string' && containers.has(nodeType(type))) {
    made.set('content', await resolveNodes(nodesOf(node.get('content')), scope));
  } else {
    const rows = rowMembers.find((member) => nodesOf(node.get(member)).length > 0);
    if (rows !== undefined) resolveRows(node, rows, made, scope.holds);
  }
  if (failures.length > 0) made.set('callback_exceptions', failures);
  return made;
}

function ruleOf(node: JsonObject, member: string): JsonObject | undefined {
  const rule = node.get(member);
  return isObject(rule) ? rule : undefined;
}

/** The node without its rules, with what they say for these params in place of it. */
function resolveMembers(node: JsonObject, holds: Holds, failures: string[]): Map<string, JsonValue> {
  const made = new Map([...node].filter(([key]) => !isRule(key)));
  for (const member of ['visible', 'enabled']) {
    const rule = ruleOf(node, `${member}_rule`);
    // What can't be told is shown: hiding a field for a fault of the app would hide its value.
    if (rule !== undefined) made.set(member, attempt(() => holdsTrue(rule, holds), failures) ?? true);
  }
  const rule = ruleOf(node, 'options_rule');
  if (rule !== undefined) {
    const known = node.get('options');
    const options = attempt(
      () => (isArray(known) ? choicesOf(rule, known, holds) : limitsOf(rule, known, holds)),
      failures,
    );
    if (options !== undefined) made.set('options', options);
  }
  return made;
}

function attempt<T>(run: () => T, failures: string[]): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    failures.push(error.message);
    return undefined;
  }
}

async function attemptAsync(run: () => Promise<JsonValue>, failures: string[]): Promise<JsonValue> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    failures.push(error.message);
    return null;
  }
}

/** The row's fields as a new row would have them, and for each row that is there what differs from that. */
function resolveRows(node: JsonObject, member: string, made: Map<string, JsonValue>, holds: Holds): void {
  const fields = nodesOf(node.get(member));
  const newRow = new Map(fields.map((field) => [field.get('name'), field.get('default') ?? null] as const));
  const inRow = (row: JsonObject | ReadonlyMap<unknown, JsonValue>): Holds => ({
    at: (path) =>
      path.startsWith('$row.')
        ? ((row as ReadonlyMap<unknown, JsonValue>).get(path.slice(5)) ?? newRow.get(path.slice(5)))
        : holds.at(path),
  });
  const template = fields.map((field) => {
    const failures: string[] = [];
    const resolved = resolveMembers(field, inRow(newRow), failures);
    const inner = rowMembers.find((key) => nodesOf(field.get(key)).length > 0);
    if (inner !== undefined) resolveRows(field, inner, resolved, inRow(newRow));
    if (failures.length > 0) resolved.set('callback_exceptions', failures);
    return resolved;
  });
  made.set(member, template);
  const byRow = fields.map((field, index) => ({ field, resolved: template[index] as JsonObject }));
  const dependent = byRow.filter(({ field }) => seesRow(field));
  const name = node.get('name');
  const rows = typeof name === 'string' ? holds.at(name) : undefined;
  if (dependent.length === 0 || !isArray(rows)) return;
  made.set(
    'row_states',
    rows.map((row) => (isObject(row) ? stateOf(dependent, inRow(row)) : new Map())),
  );
}

const seesRow = (field: JsonObject): boolean =>
  [...field].some(([key, rule]) => isRule(key) && mentionsRow(rule));
const mentionsRow = (value: JsonValue): boolean =>
  typeof value === 'string'
    ? value.startsWith('$row.')
    : isArray(value)
      ? value.some(mentionsRow)
      : isObject(value) && [...value.values()].some(mentionsRow);

function stateOf(fields: { field: JsonObject; resolved: JsonObject }[], holds: Holds): JsonObject {
  const state = new Map<string, JsonValue>();
  for (const { field, resolved } of fields) {
    const here = resolveMembers(field, holds, []);
    const differs = here.get('visible') !== resolved.get('visible');
    if (differs) state.set(String(field.get('name')), new Map([['visible', here.get('visible') ?? true]]));
  }
  return state;
}
