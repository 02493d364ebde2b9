import type { JsonValue } from '../../../contract/json/value.ts';
import { changed, type Tools } from './changes.ts';
import { type FormChange, formChange } from './form-change.ts';
import { type Planned, planOf } from './grammar.ts';
import { Random } from './random.ts';
import { amsterdam } from './time.ts';
import { put, without } from './values.ts';
import type { Made, PlannedEvent, ScriptedRevision, WorldDefinition, WorldType } from './world.ts';

export interface Revision extends Omit<Planned, 'scenario' | 'ordinal' | 'event'> {
  value: JsonValue;
}

export const eventsOf = (world: WorldDefinition, type: WorldType, made: Made): readonly PlannedEvent[] =>
  world.events?.(type.className, made) ?? [];

const keyed = (made: Made, what: string, ordinal: number): Random =>
  new Random(made.seed, made.world, made.ordinal, what, ordinal);

function toolsOf(made: Made, type: WorldType, past: readonly JsonValue[], ordinal: number): Tools {
  const entities = Object.values(made.refs).flat();
  return {
    form: type.form,
    world: made.world,
    random: keyed(made, 'change', ordinal),
    past,
    // An id of the world's range that nothing has: what a deleted entity leaves behind.
    entities: [...entities, (Math.floor(made.id / 10_000) + 1) * 10_000 - 1],
    files: made.files,
  };
}

/** The state that an app made, before anybody edited it. */
function firstState(made: Made, type: WorldType): JsonValue {
  return type.fill(made, keyed(made, 'fill', 0), type.form.defaults);
}

/** Every revision of an entity with its params, oldest first: always the same for the same `made`. */
export function historyOf(world: WorldDefinition, type: WorldType, made: Made): Revision[] {
  const script = made.pin === undefined ? undefined : world.scripted.get(made.pin);
  if (script !== undefined) return scriptedHistory(script);
  const events = eventsOf(world, type, made);
  const plan = planOf(made, type, events);
  const printed = made.pin === undefined ? undefined : world.printed.get(made.pin);
  if (printed !== undefined) return historyEndingIn(printed, made, type, plan);
  return told(made, type, plan);
}

function scriptedHistory(script: readonly ScriptedRevision[]): Revision[] {
  return script.map(({ when, by, message, name, value }, index) => {
    // Seconds and micros are not told: they come from the place in the script.
    const time = amsterdam(when, (index * 23) % 60) + ((index * 389) % 1000);
    return { time, micros: (index * 271 + 204) % 1000, by, message, name, value };
  });
}

function told(made: Made, type: WorldType, plan: readonly Planned[]): Revision[] {
  const present = firstState(made, type);
  const past: JsonValue[] = [];
  const change = plan.some(({ scenario }) => scenario === 'form')
    ? formChange(type.form, present, keyed(made, 'form', 0))
    : null;
  let isNewer = false;
  return plan.map((planned, index) => {
    const { scenario, ordinal, event, ...rest } = planned;
    let value = past.at(-1) ?? startingState(present, made, change);
    if (event !== undefined) value = event.apply(value);
    else if (scenario === 'form' && change !== null && !isNewer) {
      value = change.newer(value);
      isNewer = true;
    } else if (index > 0) value = changed(scenario, value, toolsOf(made, type, past, ordinal));
    if (type.className === 'Bridge' && index >= 10) value = without(value, ['info', 'district_code']);
    past.push(value);
    return { ...rest, value };
  });
}

const formSince = 209;

/** Older entities of world A keep a key that the form has lost, one in ten of them. */
function startingState(present: JsonValue, made: Made, change: FormChange | null): JsonValue {
  const isOld = made.world === 11 && Number(made.place.start ?? 0) < formSince;
  const before =
    isOld && keyed(made, 'orphan', 0).chance(0.1) ? put(present, ['general_1'], params1) : present;
  return change === null ? before : change.older(before);
}
const params1 = new Map<string, JsonValue>([
  ['remark', 'from the first form'],
  ['checked', false],
]);

/** A history whose last state is the printed one: told backwards, with changes that read the same both ways. */
function historyEndingIn(
  printed: JsonValue,
  made: Made,
  type: WorldType,
  plan: readonly Planned[],
): Revision[] {
  const both = new Set(['tweak', 'session', 'row edit', 'text', 'map', 'nothing']);
  // No more than a handful of own revisions, and the first at the beginning of the time.
  const kept = plan.filter(({ event, ordinal }) => event !== undefined || ordinal < 6);
  const revisions: Revision[] = [];
  let value = printed;
  for (let index = kept.length - 1; index >= 0; index -= 1) {
    const { scenario, ordinal, event, ...rest } = kept[index] as Planned;
    revisions.unshift({ ...rest, name: made.name, value });
    if (index === 0) break;
    if (event !== undefined) value = event.undo?.(value) ?? value;
    else value = changed(both.has(scenario) ? scenario : 'tweak', value, toolsOf(made, type, [], ordinal));
  }
  return revisions;
}
