import { OneEntityServer } from './one-entity-server.ts';
import { editBlindly, numbersOf, Person, START, type Typed, type World } from './people.ts';
import { Storm } from './storm.ts';
import { randomOf, VirtualTime } from './virtual-time.ts';

export interface Report {
  seed: number;
  /** What was lost without a word, or written twice; empty when all is well. */
  problems: string[];
  revisions: number;
  told: number;
  recovered: number;
}

const STORM_MS = 30_000;

/** Two to four people edit one entity through a storm; afterwards every value that anybody typed is stored, unsaved in a draft, typed over, or told. */
export async function interleave(
  seed: number,
  parts: World['parts'] = { readBack: true, watch: true },
): Promise<Report> {
  const random = randomOf(seed);
  const time = new VirtualTime();
  const server = new OneEntityServer(START, { checks: random() < 0.3 });
  const storm = new Storm(time, random, STORM_MS);
  const world: World = {
    time,
    random,
    reach: (user) => ({
      readHead: () => storm.send(() => server.read(), false),
      write: (params, message, onto) => storm.send(() => server.put(user, params, message, onto), true),
      readNewest: (count) => storm.send(() => server.newest(count), false),
    }),
    parts,
    typed: [],
    told: new Set(),
    calmFrom: STORM_MS,
    problems: [],
  };
  const people = Array.from(
    { length: 2 + Math.floor(random() * 3) },
    (_, index) => new Person(world, index + 1),
  );
  for (const person of people) person.start();
  // What it does not reach, it leaves.
  if (random() < 0.6) void editBlindly(world, 99).catch(() => undefined);
  await time.run();
  return {
    seed,
    problems: [...world.problems, ...lostWithoutAWord(world, people, server.revisions)],
    revisions: server.revisions.length,
    told: world.told.size,
    recovered: people.reduce((sum, person) => sum + person.recovered, 0),
  };
}

/** What became of every value that was typed. `revisions` are the oldest first. */
export function lostWithoutAWord(
  { typed, told }: World,
  people: readonly Person[],
  revisions: readonly { text: string; by: number }[],
): string[] {
  const there = new Set([
    ...numbersOf(revisions.at(-1)?.text ?? ''),
    ...people.flatMap(({ unsaved }) => unsaved),
  ]);
  const states = revisions.map(({ text }) => new Set(numbersOf(text)));
  const stored = (value: string) => states.some((state) => state.has(value));
  // A foreign editor whose own messages overtake each other takes back what it wrote; our merging of that is what it saved.
  const droppedByItself = ({ value, by }: Typed) =>
    states.some((state, index) => {
      const next = states[index + 1];
      return state.has(value) && next && !next.has(value) && revisions[index + 1]?.by === by;
    });
  const typedOver = (value: string, by: number): boolean =>
    typed.some(
      (one) => one.over === value && (one.by === by || stored(one.value) || typedOver(one.value, one.by)),
    );
  return (
    typed
      .filter((one) => !there.has(one.value) && !told.has(one.value))
      .filter((one) => !typedOver(one.value, one.by))
      // What one foreign editor does to another, or never sent, is not ours to keep.
      .filter((one) => !one.foreign || (stored(one.value) && !droppedByItself(one)))
      .map(({ value, by }) => `${value}, typed by ${by}, is gone without a word`)
  );
}
