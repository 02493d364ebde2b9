import type { QueryClient } from '@tanstack/react-query';
import type { Entity } from '../../contract/entity.ts';
import type { JsonObject, JsonValue } from '../../contract/json/value.ts';
import { type Branch, type Branches, pageOptions, readBranches } from '../api/branches.ts';
import { entityKeys, entityQueries } from '../api/entities.ts';
import { type EntityWithValues, entityPage } from '../api/entity-pages.ts';
import { parametrizationsKey } from '../api/parametrization.ts';
import { type ColumnWords, wordsOf } from '../columns/use-column-words.ts';
import { fromPointer, getIn } from '../params/path.ts';
import type { Told } from './grouping.ts';
import { tellGroupNews } from './groups.ts';

/** Requests under way at a time: VIKTOR is slow, and others use it too. */
const AT_ONCE = 3;
/** While pages come in, how often that is told, in milliseconds. */
const TELL_EVERY = 150;

interface KnownValues {
  /** `updated_at` of the entity that they were read with. */
  at: string | null | undefined;
  /** Of every place that was asked for. */
  values: ReadonlyMap<string, JsonValue | undefined>;
  readable: boolean;
}

/** What a branch needs to be grouped. */
export interface Wanted {
  parent: number | null;
  /** Places in the params; none: the lists say it all. */
  pointers: readonly string[];
}

type Task = Wanted & { page: number };

/**
 * Reads what groups are made of: the values of entities that are loaded, when somebody groups by them, and the rest of a branch when asked. Of the
 * params only the values at the places wanted are kept, by entity, and as long as the entity was not saved again.
 */
export class GroupReader {
  readonly #client: QueryClient;
  readonly #w: number;
  readonly #known = new Map<number, KnownValues>();
  /** Branches that are read on to their end. */
  readonly #going = new Set<number | null>();
  readonly #running = new Map<string, Task>();
  readonly #failed = new Map<string, Task>();
  /** Pages whose values are all known, and which ones. */
  readonly #whole = new WeakMap<readonly Entity[], string>();
  /** Entities that were read with their params. */
  #details: ReadonlyMap<number, Entity> = new Map();
  /** The app's form for an entity of each type, as somebody else asked for it. */
  readonly #forms = new Map<number, unknown>();
  #words: ColumnWords = wordsOf([]);
  #wanted: readonly Wanted[] = [];
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient, w: number) {
    this.#client = client;
    this.#w = w;
  }

  /** Goes up whenever values came. */
  generation = 0;

  /** Look which entities were read with their params meanwhile, and what apps said of their forms: what {@link told} and {@link words} say is as of then. */
  look(): void {
    const details = this.#client.getQueryCache().findAll({ queryKey: entityKeys.details(this.#w) });
    this.#details = new Map(
      details.flatMap(({ state }) => {
        const entity = state.data as Entity | undefined;
        return entity ? [[entity.id, entity]] : [];
      }),
    );
    this.#lookAtForms();
  }

  /** A form that was seen once is kept: labels must not give way to values because it left the cache. */
  #lookAtForms(): void {
    const queryKey = parametrizationsKey(this.#w);
    let isNew = false;
    for (const { queryKey: key, state } of this.#client.getQueryCache().findAll({ queryKey })) {
      const type = this.#details.get(key[queryKey.length] as number)?.entity_type;
      if (type === undefined || state.data === undefined || this.#forms.has(type)) continue;
      this.#forms.set(type, state.data);
      isNew = true;
    }
    if (isNew) this.#words = wordsOf([...this.#forms].map(([type, form]) => ({ type, form })));
  }

  /** What is known of columns from forms that somebody asked for; none is asked for here. */
  get words(): ColumnWords {
    return this.#words;
  }

  /** The value at a place in an entity's params, as far as it was read. */
  told(entity: Entity, pointer: string): Told {
    const detail = this.#details.get(entity.id);
    if (detail?.properties && detail.updated_at === entity.updated_at)
      return toldOf(detail.properties, pointer);
    const known = this.#known.get(entity.id);
    if (!known || known.at !== entity.updated_at || !known.values.has(pointer)) return 'unread';
    return known.readable ? { value: known.values.get(pointer) } : 'refused';
  }

  /** How a branch stands: whether it is being read, and how many of its pages could not be. */
  stateOf(parent: number | null): { reading: boolean; failed: number } {
    const [running, failed] = [countOf(this.#running, parent), countOf(this.#failed, parent)];
    return { reading: running > 0 || (this.#going.has(parent) && failed === 0), failed };
  }

  /** Read the values that are missing of what these branches have loaded, and nothing else. */
  want(wanted: readonly Wanted[]): void {
    this.#wanted = wanted;
    for (const parent of this.#going)
      if (!wanted.some((one) => one.parent === parent)) this.#going.delete(parent);
    this.#pump();
  }

  /** Read the whole of a branch. */
  readOn(parent: number | null): void {
    this.#going.add(parent);
    this.retry(parent);
  }

  /** Ask again for what failed. */
  retry(parent: number | null): void {
    for (const [key, task] of this.#failed) if (task.parent === parent) this.#failed.delete(key);
    this.#pump();
    tellGroupNews();
  }

  /** No further pages of a branch; what is under way is let end. */
  stop(parent: number | null): void {
    this.#going.delete(parent);
    tellGroupNews();
  }

  stopAll(): void {
    this.#wanted = [];
    this.#going.clear();
  }

  #pump(): void {
    while (this.#running.size < AT_ONCE) {
      const task = this.#next();
      if (!task) break;
      const key = keyOf(task);
      this.#running.set(key, task);
      this.#tell();
      void this.#read(task)
        .catch(() => this.#failed.set(key, task))
        .finally(() => {
          this.#running.delete(key);
          this.#tell();
          this.#pump();
        });
    }
  }

  #next(): Task | undefined {
    const branches = readBranches(this.#client, this.#w);
    this.look();
    for (const wanted of this.#wanted) {
      const task = this.#nextOf(wanted, branches);
      if (task) return task;
      // One with pages that failed goes on when these are asked for again.
      const { parent } = wanted;
      if (countOf(this.#running, parent) + countOf(this.#failed, parent) === 0) this.#going.delete(parent);
    }
    return undefined;
  }

  #nextOf({ parent, pointers }: Wanted, branches: Branches): Task | undefined {
    const branch = branches.get(parent);
    if (branch?.count === undefined) return undefined;
    for (let page = 0; page * branch.pageSize < branch.count; page++) {
      const task = { parent, pointers, page };
      if (this.#running.has(keyOf(task)) || this.#failed.has(keyOf(task))) continue;
      const entities = branch.pages.get(page)?.entities;
      if (entities ? this.#misses(entities, pointers) : this.#going.has(parent)) return task;
    }
    return undefined;
  }

  #misses(entities: readonly Entity[], pointers: readonly string[]): boolean {
    if (pointers.length === 0 || this.#whole.get(entities) === pointers.join(' ')) return false;
    const misses = entities.some((entity) => pointers.some((one) => this.told(entity, one) === 'unread'));
    if (!misses) this.#whole.set(entities, pointers.join(' '));
    return misses;
  }

  async #read(task: Task): Promise<void> {
    const branch = readBranches(this.#client, this.#w).get(task.parent);
    if (task.pointers.length > 0) await this.#readValues(task, branch);
    else await this.#readEntities(task, branch);
  }

  #readEntities({ parent, page }: Task, branch: Branch | undefined) {
    return this.#client.fetchQuery(
      entityQueries.getEntityChildren(this.#w, parent, pageOptions(branch, page)),
    );
  }

  /** One request gives both, the entities and their values: what it says of the entities is put into the tree's page. */
  async #readValues(task: Task, branch: Branch | undefined): Promise<void> {
    const { parent, pointers, page } = task;
    const { offset, limit } = pageOptions(branch, page);
    if (parent === null && !branch?.pages.get(page)?.entities) await this.#readEntities(task, branch);
    const answer = await this.#client.fetchQuery({
      ...entityPage(this.#w, { parent }, { offset, limit, pointers }),
      staleTime: 0,
      gcTime: 0,
    });
    for (const row of answer.results) this.#keep(row, pointers);
    this.generation++;
    // The list of the top may hold what is inside others, and without a length it may be one page more or less: then the tree's own read says what is there.
    if (parent === null || answer.rest) return this.#match(task, answer.results);
    const { queryKey } = entityQueries.getEntityChildren(this.#w, parent, { offset, limit });
    const results = answer.results.map(({ entity }) => entity);
    this.#client.setQueryData(queryKey, { count: answer.count, results });
  }

  /** Takes values for those on the tree's page, though one was saved between both reads; rejects when one was not told at all. */
  async #match(task: Task, rows: readonly EntityWithValues[]): Promise<void> {
    const { parent, page, pointers } = task;
    const branch = readBranches(this.#client, this.#w).get(parent);
    if (!branch?.pages.get(page)?.entities) await this.#readEntities(task, branch);
    const told = new Map(rows.map((row) => [row.entity.id, row]));
    const listed = readBranches(this.#client, this.#w).get(parent)?.pages.get(page)?.entities ?? [];
    for (const entity of listed) {
      const row = told.get(entity.id);
      if (row) this.#keep({ ...row, entity }, pointers);
      else if (this.#misses([entity], pointers)) throw new Error('The list does not hold what the tree has.');
    }
  }

  #keep({ entity, values, readable }: EntityWithValues, pointers: readonly string[]): void {
    const before = this.#known.get(entity.id);
    const same = before?.at === entity.updated_at ? before : undefined;
    const told = pointers.map((pointer) => [pointer, values.get(pointer)] as const);
    this.#known.set(entity.id, {
      at: entity.updated_at,
      values: new Map([...(same?.values ?? []), ...told]),
      readable,
    });
  }

  #tell(): void {
    this.#later ??= setTimeout(() => {
      this.#later = undefined;
      tellGroupNews();
    }, TELL_EVERY);
  }
}

const keyOf = ({ parent, page, pointers }: Task) => `${parent}/${page}/${pointers.join(' ')}`;

const countOf = (tasks: ReadonlyMap<string, Task>, parent: number | null) =>
  [...tasks.values()].filter((task) => task.parent === parent).length;

const toldOf = (params: JsonObject, pointer: string): Told => ({
  value: getIn(params, fromPointer(pointer, params)),
});
