import { OneEntityServer, paramsOf } from './one-entity-server.ts';
import { Person, START, startForeignEditor, type Typed, typedIn, type World } from './people.ts';
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
    storm,
    server,
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
  if (random() < 0.6) startForeignEditor(world, 99);
  await time.run();
  return {
    seed,
    problems: [...world.problems, ...lostWithoutAWord(world, people)],
    revisions: server.revisions.length,
    told: world.told.size,
    recovered: people.reduce((sum, person) => sum + person.recovered, 0),
  };
}

function lostWithoutAWord(world: World, people: readonly Person[]): string[] {
  const { server, typed, told } = world;
  const there = new Set([...typedIn(paramsOf(server.text)), ...people.flatMap(({ unsaved }) => unsaved)]);
  const states = server.revisions.map(({ text }) => new Set(text.match(/\d{7}/g) ?? []));
  const stored = (value: string) => states.some((state) => state.has(value));
  const overBy = (of: Typed) => {
    const last = states.findLastIndex((state) => state.has(of.value));
    return last < 0 ? undefined : server.revisions[last + 1]?.by;
  };
  const typedOver = (value: string, by: number): boolean =>
    typed.some(
      (one) => one.over === value && (one.by === by || stored(one.value) || typedOver(one.value, one.by)),
    );
  return (
    typed
      .filter((one) => !there.has(one.value) && !told.has(one.value))
      .filter((one) => !typedOver(one.value, one.by))
      // What one foreign editor does to another, or never sent, is not ours to keep.
      .filter((one) => !one.foreign || !(overBy(one) === undefined || overBy(one) === one.by))
      .map(({ value, by }) => `${value}, typed by ${by}, is gone without a word`)
  );
}
