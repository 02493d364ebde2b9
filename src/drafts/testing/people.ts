import { printJson } from '../../../contract/json/printing.ts';
import type { JsonArray, JsonObject, JsonValue } from '../../../contract/json/value.ts';
import { ApiError } from '../../api/http.ts';
import { compareParams } from '../../params/compare.ts';
import { draftOf, printDraft, readDraft } from '../../params/draft.ts';
import { sameSpelling } from '../../params/equal.ts';
import { flatten } from '../../params/flatten.ts';
import { mergeParams, type Side } from '../../params/merge.ts';
import { getIn, insertIn, type Path, setIn } from '../../params/path.ts';
import { afterSave, carryChange, rebaseDraft } from '../rebase.ts';
import type { Overlap, Saved, SaveOutcome, SaverPorts, Sent } from '../save-types.ts';
import { saveParams } from '../saver.ts';
import { type Undone, Watch, type Watching } from '../watch.ts';
import { paramsOf } from './one-entity-server.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A value that somebody typed: a number that nobody else types. */
export interface Typed {
  value: string;
  by: number;
  foreign: boolean;
  /** What stood there when it was typed. */
  over: string;
}

/** What all people of one storm share. */
export interface World {
  time: VirtualTime;
  random: () => number;
  /** The server as one user's browser reaches it: through the storm. */
  reach: (user: number) => Omit<SaverPorts, 'me'>;
  typed: Typed[];
  /** Values that were shown to somebody as gone or to be decided about. */
  told: Set<string>;
  calmFrom: number;
  /** What of the saver works: switched off to see that the storm would find out. */
  parts: { readBack: boolean; watch: boolean };
  problems: string[];
}

export const START =
  '{"a":{"x":1.0,"y":2},"b":{"x":3,"z":"text"},"rows":[{"name":"A","v":10},{"name":"B","v":20},{"name":"C","v":30}]}';
const PLACES: readonly Path[] = [
  ['a', 'x'],
  ['a', 'y'],
  ['b', 'x'],
  ['b', 'z'],
];

/** The numbers that people typed, wherever they stand in a value. */
function typedIn(...values: (JsonValue | undefined)[]): string[] {
  return values.flatMap((value) => (value === undefined ? [] : numbersOf(printJson(value))));
}

export function numbersOf(text: string): string[] {
  return text.match(/\d{7}/g) ?? [];
}

function textAt(params: JsonObject, path: Path): string {
  const value = getIn(params, path);
  return value === undefined ? '' : printJson(value);
}

/** Types one value somewhere, or inserts a row with one. */
function typeSomething(world: World, params: JsonObject, by: number, foreign: boolean): JsonObject {
  const { random } = world;
  const value = 1_000_001 + world.typed.length;
  const rows = params.get('rows') as JsonArray;
  const choice = Math.floor(random() * (PLACES.length + 4));
  if (choice >= PLACES.length + 3) {
    world.typed.push({ value: String(value), by, foreign, over: '' });
    const row = new Map<string, JsonValue>([
      ['name', `R${value}`],
      ['v', value],
    ]);
    return insertIn(params, ['rows', Math.floor(random() * (rows.length + 1))], row) as JsonObject;
  }
  const path = PLACES[choice] ?? ['rows', Math.floor(random() * rows.length), 'v'];
  world.typed.push({ value: String(value), by, foreign, over: textAt(params, path) });
  return setIn(params, path, value) as JsonObject;
}

/** Somebody who edits in the explorer, and whose browser may die at any moment. */
export class Person {
  readonly id: number;
  private readonly world: World;
  private watch = new Watch();
  /** What the journal of the browser holds. */
  private draft: { base: JsonObject; mine: JsonObject } | undefined;
  private watching: Watching | undefined;
  private base: JsonObject = paramsOf(START);
  private mine: JsonObject = this.base;
  private unanswered: Sent[] = [];
  private life = 0;
  recovered = 0;
  finished = false;

  constructor(world: World, id: number) {
    this.world = world;
    this.id = id;
  }

  get dirty(): boolean {
    return !sameSpelling(this.base, this.mine);
  }

  /** Values that are typed and not saved yet. */
  get unsaved(): string[] {
    return this.dirty ? typedIn(this.mine) : [];
  }

  private keep(): void {
    this.draft = this.dirty ? { base: this.base, mine: this.mine } : undefined;
    this.watching = this.watch.state;
  }

  /** Lives until the end of the storm; killed now and then, and started again. */
  start(): void {
    const { random, time } = this.world;
    void this.live(++this.life);
    if (random() < 0.4)
      time.at(random() * this.world.calmFrom, () => {
        this.life++;
        time.at(time.now + random() * 3000, () => this.comeBack());
      });
  }

  private comeBack(): void {
    // Nothing is remembered but the journal.
    this.watch = new Watch(this.watching);
    this.unanswered = [];
    this.base = this.mine = paramsOf(START);
    void this.live(++this.life);
  }

  private async live(life: number): Promise<void> {
    const { time, random, calmFrom } = this.world;
    await time.sleep(random() * 2000);
    await this.open(life);
    while (time.now < calmFrom) {
      await time.sleep(random() * 4000);
      if (this.life !== life) return;
      const act = random();
      if (act < 0.4) {
        this.mine = typeSomething(this.world, this.mine, this.id, false);
        this.keep();
      } else if (act < 0.8) await this.save(life);
      else await this.look(life);
      if (this.life !== life) return;
    }
    await time.sleep(20_000 + (this.id % 10) * 5000);
    // What is still unsaved is saved, what was undone is looked at: three times, as others settle too.
    for (let round = 0; round < 3; round++) {
      await this.save(life);
      await this.look(life);
      await time.sleep(20_000);
    }
    this.finished = true;
  }

  private async open(life: number): Promise<void> {
    for (;;) {
      try {
        const { properties } = await this.ports(life).readHead();
        const now = properties as JsonObject;
        this.base = this.mine = now;
        const undone = this.world.parts.watch ? this.watch.recall(now) : undefined;
        // As the browser keeps it.
        if (this.draft) this.resume(readDraft(printDraft(draftOf(this.draft.base, this.draft.mine))), now);
        if (undone) this.hear(undone);
        return;
      } catch {
        await this.world.time.sleep(1000);
      }
    }
  }

  private resume(changes: ReturnType<typeof draftOf>, now: JsonObject): void {
    this.recovered++;
    const { base, mine, merged, clashes, lost } = rebaseDraft(changes, now);
    for (const { value } of lost) this.tell(value);
    this.watch.finds({ base, mine }, now);
    [this.base, this.mine] = clashes.length > 0 ? [base, mine] : [now, merged];
    this.keep();
  }

  private tell(...values: (JsonValue | undefined)[]): void {
    for (const value of typedIn(...values)) this.world.told.add(value);
  }

  /** The server as this browser reaches it; after a kill nothing comes back any more. */
  private ports(life: number): SaverPorts & { writes: number } {
    const { reach, parts } = this.world;
    const server = reach(this.id);
    const unlessKilled = async <T>(answer: Promise<T>): Promise<T> => {
      try {
        return await answer;
      } finally {
        if (this.life !== life) await new Promise(() => {});
      }
    };
    const ports = {
      me: this.id,
      writes: 0,
      readHead: () => unlessKilled(server.readHead()),
      write: (...sent: Parameters<SaverPorts['write']>) => {
        ports.writes++;
        const written = server.write(...sent).catch((error) => {
          if (error instanceof ApiError && error.status === 412) ports.writes--;
          throw error;
        });
        return unlessKilled(written);
      },
      readNewest: (many: number) => unlessKilled(server.readNewest(parts.readBack ? many : 1)),
    };
    return ports;
  }

  private async save(life: number): Promise<void> {
    for (let tries = 0; tries < 4 && this.dirty; tries++) {
      const ports = this.ports(life);
      const sent = this.mine;
      const outcome = await saveParams(
        this.watch.over(ports, () => this.keep()),
        {
          base: this.base,
          params: sent,
          message: '',
          unanswered: this.unanswered,
        },
      );
      this.take(outcome, sent, ports.writes);
      if (outcome.kind === 'failed') return;
    }
  }

  private take(outcome: SaveOutcome, sent: JsonObject, writes: number): void {
    if (outcome.kind === 'failed') {
      if (outcome.unanswered) this.unanswered.push(outcome.unanswered);
    } else if (outcome.kind === 'conflict') {
      const undone = this.world.parts.watch ? this.watch.undoneBy(outcome.params) : undefined;
      this.watch.finds({ base: this.base, mine: this.mine }, outcome.params);
      this.mine = this.decide(this.base, this.mine, outcome.params);
      this.base = outcome.params;
      if (undone) this.hear(undone);
    } else {
      if (writes > 1 && !outcome.note && !outcome.overlap)
        this.world.problems.push(`${this.id} wrote ${writes} revisions in one save`);
      const undone = this.watch.saves(this.base, outcome);
      this.unanswered = [];
      const after = afterSave(sent, outcome);
      [this.base, this.mine] = [after.base, after.value];
      if (outcome.overlap) this.mine = this.decideOver(outcome.overlap);
      this.hearMergings(outcome);
      if (this.world.parts.watch) for (const one of undone) this.hear(one);
    }
    this.keep();
  }

  /** Both values of each clash are in front of the person, who takes one. */
  private decide(base: JsonObject, mine: JsonObject, theirs: JsonObject): JsonObject {
    const { clashes } = mergeParams(base, mine, theirs);
    for (const clash of clashes) this.tell(clash.mine, clash.theirs);
    const side = (): Side => (this.world.random() < 0.5 ? 'mine' : 'theirs');
    const choices = Object.fromEntries(clashes.map(({ id }) => [id, side()]));
    return mergeParams(base, mine, theirs, choices).merged as JsonObject;
  }

  private decideOver({ base, mine, revision, merged }: Overlap): JsonObject {
    if (!merged) this.tell(revision.params);
    const decided = this.decide(base, mine, revision.params);
    return carryChange(mine, decided, this.mine);
  }

  /** What each merging replaced is listed. */
  private hearMergings({ mergings = [] }: Saved): void {
    for (const { before, after } of mergings)
      for (const { from } of flatten(compareParams(before, after))) this.tell(from);
  }

  /** What was saved here is gone again: said, and mostly brought back. */
  private hear({ now, changes, replaced, restored, gone }: Undone): void {
    for (const { from, to } of changes) this.tell(from, to);
    for (const { mine, theirs } of replaced) this.tell(mine, theirs);
    for (const { value } of gone) this.tell(value);
    if (this.world.random() < 0.7) this.mine = carryChange(now, restored, this.mine);
  }

  /** What the open editor does at its interval. */
  private async look(life: number): Promise<void> {
    if (!this.world.parts.watch) return;
    try {
      const { newest, undone, healed } = await this.watch.look(
        this.watch.over(this.ports(life), () => this.keep()),
      );
      for (const one of healed) {
        if (one.overlap) this.tell(one.overlap.revision.params, one.overlap.mine);
        this.hearMergings(one);
      }
      const now = healed.at(-1)?.params ?? newest[0]?.params;
      if (now && !this.dirty) this.base = this.mine = now;
      if (!undone) return;
      this.hear(undone);
      this.keep();
    } catch {
      // Not reachable: at the next interval again.
    }
  }
}

/** The platform's own editor: read once, edited, and saved by itself over whatever is there. */
export async function editBlindly(world: World, id: number): Promise<void> {
  const { time, random, calmFrom } = world;
  const server = world.reach(id);
  await time.sleep(random() * calmFrom * 0.7);
  let head = await server.readHead();
  let params = head.properties as JsonObject;
  const saves = 1 + Math.floor(random() * 3);
  for (let save = 0; save < saves && time.now < calmFrom; save++) {
    await time.sleep(random() * 5000);
    if (random() < 0.3) {
      head = await server.readHead();
      params = head.properties as JsonObject;
    }
    if (random() < 0.8) params = typeSomething(world, params, id, true);
    // It knows of no revision to stand on.
    await server.write(params, '', { ...head, revision_id: null });
  }
}
