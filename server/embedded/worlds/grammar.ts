import type { World } from './frames.ts';
import { Random } from './random.ts';
import { message, renamed } from './text.ts';
import { amsterdam, atNight, atWork, day, firstMoment, gap, lastMoment } from './time.ts';
import type { Made, PlannedEvent, WorldType } from './world.ts';

export type Scenario =
  | 'create'
  | 'tweak'
  | 'session'
  | 'row edit'
  | 'rows'
  | 'order'
  | 'text'
  | 'map'
  | 'reference'
  | 'import'
  | 'form'
  | 'undo'
  | 'nothing'
  | 'paste'
  | 'slip'
  | 'repair';

const scenarioShares: readonly (readonly [number, Scenario])[] = [
  [34, 'tweak'],
  [18, 'session'],
  [9, 'row edit'],
  [6, 'rows'],
  [4, 'order'],
  [5, 'text'],
  [5, 'map'],
  [3, 'reference'],
  [3, 'import'],
  [2, 'form'],
  [2, 'undo'],
  [3, 'nothing'],
  [3, 'paste'],
  [3, 'slip'],
];

/** A revision before its params: who, when, why. Made without the params, so that lists know the last one without making any. */
export interface Planned {
  /** Milliseconds UTC. */
  time: number;
  /** The digits after the millisecond. */
  micros: number;
  by: number;
  message: string;
  name: string;
  scenario: Scenario;
  /** Where it stands among the entity's own revisions: the key of its draws. */
  ordinal: number;
  event?: PlannedEvent;
}

const writers = [102, 102, 102, 103, 104, 104, 106, 107, 101];

/** How many revisions: 1 for 55%, 2-5 for 30%, 6-40 for 14%, up to 300 for 1%; what programs make mostly has one. */
function countOf({ place }: Made, type: WorldType, random: Random): number {
  const { most } = place;
  if (place.dense === 1) return 1;
  if (typeof most === 'number') return Math.min(most, 1 + Math.floor(random.unit() ** 2 * most));
  const drawn = random.unit();
  const [one, few, many] = type.generated === true ? [0.85, 0.98, 0.999] : [0.25, 0.78, 0.985];
  if (drawn < one) return 1;
  if (drawn < few) return random.int(2, 5);
  return drawn < many ? 6 + Math.floor(random.unit() ** 1.7 * 35) : random.int(41, 300);
}

function scenarioOf(previous: Scenario, random: Random): Scenario {
  return previous === 'slip' ? 'repair' : random.weighted(scenarioShares);
}

function writerOf(scenario: Scenario, world: World, previous: number, random: Random): number {
  if ((scenario === 'import' || scenario === 'form') && world <= 12) return 108;
  if (scenario === 'slip') return 106;
  if (scenario === 'repair') return 107;
  return random.chance(0.6) && previous !== 108 ? previous : random.pick(writers);
}

function messageOf(made: Made, scenario: Scenario, time: number, random: Random): string {
  if (made.place.silent === 1) return '';
  if (scenario === 'import') return `import ${new Date(time).toISOString().slice(0, 7)}`;
  if (scenario === 'form') return random.chance(0.5) ? 'form v2: fields moved' : 'app update';
  if (scenario === 'repair') return random.pick(['mm -> m', 'fix', 'typo', 'units']);
  if (scenario === 'undo' && random.chance(0.5)) return 'back to previous';
  return message(random);
}

/** The entity's revisions, oldest first, without params. */
export function planOf(made: Made, type: WorldType, events: readonly PlannedEvent[]): Planned[] {
  const random = new Random(made.seed, made.world, made.ordinal, 'plan');
  const count = countOf(made, type, random);
  const start = firstMoment + Number(made.place.start ?? 0) * day;
  const gaps = Array.from({ length: count - 1 }, () => gap(random));
  const long = gaps.reduce((sum, one) => sum + (one >= day ? one : 0), 0);
  const room = Math.max(0.05, Math.min(1, (0.9 * (lastMoment - start) - 3 * day) / Math.max(1, long)));
  const byProgram = type.generated === true && made.world <= 12;
  let by = byProgram ? 108 : random.pick(writers);
  const first =
    start === firstMoment ? start : byProgram ? atNight(start + day, random) : atWork(start, random);
  let time = Math.min(first, lastMoment - count * 1000);
  let name = made.name;
  let scenario: Scenario = 'create';
  const planned: Planned[] = [];
  for (let ordinal = 0; ordinal < count; ordinal += 1) {
    if (ordinal > 0) {
      const wait = gaps[ordinal - 1] ?? 0;
      scenario = scenarioOf(scenario, random);
      by = writerOf(scenario, made.world, by, random);
      const wanted = time + (wait >= day ? wait * room : wait);
      const working = by === 108 ? atNight(wanted + day, random) : atWork(wanted, random);
      time = Math.max(time + 1000, Math.min(working, lastMoment - (count - ordinal) * 1000));
      if (scenario === 'nothing' && random.chance(0.33)) name = renamed(name, random);
    }
    const why = ordinal === 0 ? '' : messageOf(made, scenario, time, random);
    // To the microsecond except the very first moment of all worlds.
    const micros = time === firstMoment ? 0 : random.int(1, 999);
    const within = time === firstMoment ? 0 : random.int(0, 998);
    planned.push({ time: time - (time % 1000) + within, micros, by, message: why, name, scenario, ordinal });
  }
  return events.length === 0 ? planned : merged(planned, events);
}

function merged(planned: readonly Planned[], events: readonly PlannedEvent[]): Planned[] {
  const first = planned[0] as Planned;
  const fromEvents = events
    .map(
      (event, index): Planned => ({
        time: amsterdam(event.when, event.seconds),
        micros: (index * 37) % 1000,
        by: event.by,
        message: event.message,
        name: first.name,
        scenario: 'tweak',
        ordinal: 1000 + index,
        event,
      }),
    )
    .filter(({ time }) => time > first.time);
  const all = [...planned, ...fromEvents].sort((a, b) => a.time - b.time);
  let { name } = first;
  return all.map((one) => {
    if (one.event === undefined) name = one.name;
    return { ...one, name };
  });
}
