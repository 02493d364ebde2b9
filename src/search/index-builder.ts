import type { QueryClient } from '@tanstack/react-query';
import type { Entity } from '../../contract/entity.ts';
import { printJson } from '../../contract/json/printing.ts';
import { ancestorIds, entityQueries } from '../api/entities.ts';
import { paramsPage } from '../api/entity-pages.ts';
import { ApiError } from '../api/http.ts';
import { PAGE_SIZE } from '../api/pages.ts';
import { readAgain } from '../api/retry.ts';
import { type IndexDoor, openIndexDoor } from './index-door.ts';
import type { IndexAnswer } from './index-host.ts';
import { readIds, TRIES } from './read-ids.ts';
import type { IndexCounts, IndexedEntity, ValueHits } from './value-index.ts';
import type { ValueQuery } from './value-query.ts';
import { EMPTY_STATE, type IndexState } from './value-store.ts';

/** Entities asked for at a time, with all their params. */
const PAGE = 50;
/** So many entities that turn up without having been changed are read one by one; more with all of their type. */
const FEW = 50;
/** How far the server's clock may be from this one, in milliseconds. */
const CLOCKS_APART = 600_000;

const RESTLESS = 'Entities came and went all the while, so that some may be missing. Try again.';

export interface BuilderState {
  phase: 'opening' | 'idle' | 'reading' | 'failed';
  index: IndexState;
  counts: IndexCounts;
  error: Error | null;
  notKept: string | null;
}

/**
 * Reads the params of every entity of a workspace into an index, page by page, one request at a time. It can be paused and gone on with, also after the page was
 * closed; later only what was saved since is read.
 */
export class IndexBuilder {
  readonly #client: QueryClient;
  readonly #w: number;
  readonly #door: IndexDoor;
  readonly #listeners = new Set<() => void>();
  #state: BuilderState = {
    phase: 'opening',
    index: EMPTY_STATE,
    counts: { size: 0, left: 0, cut: 0, unreadable: 0, ofType: {} },
    error: null,
    notKept: null,
  };
  #run: AbortController | null = null;

  constructor(client: QueryClient, w: number, place: string, door: IndexDoor = openIndexDoor()) {
    this.#client = client;
    this.#w = w;
    this.#door = door;
    void this.#attempt(async () => {
      this.#told(await this.#door.ask({ do: 'open', place: `${place} ${w}` }));
      this.#set({ phase: 'idle' });
    });
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  snapshot = (): BuilderState => this.#state;

  /** Begin, or go on where it stopped. `typeIds` are all types of the workspace. */
  async read(typeIds: readonly number[]): Promise<void> {
    if (this.#run) return;
    const run = new AbortController();
    this.#run = run;
    this.#set({ phase: 'reading', error: null });
    await this.#attempt(async () => {
      const { index } = this.#state;
      if (index.asOf) await this.#readChanges(typeIds, index, run.signal);
      else await this.#readAll(typeIds, index, run.signal);
    });
    if (this.#run === run) this.#run = null;
    if (this.#state.phase === 'reading') this.#set({ phase: 'idle' });
  }

  /** What was read stays, and reading can be gone on with. */
  pause(): void {
    this.#run?.abort();
    this.#run = null;
    void this.#client.cancelQueries({ queryKey: ['workspaces', this.#w, 'entities', 'values'] });
    if (this.#state.phase === 'reading') this.#set({ phase: 'idle' });
  }

  async forget(): Promise<void> {
    this.pause();
    await this.#attempt(async () => this.#told(await this.#door.ask({ do: 'forget' })));
  }

  /** Undefined where the index could not be asked, which {@link snapshot} tells. */
  async find(query: ValueQuery, most: number): Promise<ValueHits | undefined> {
    let hits: ValueHits | undefined;
    await this.#attempt(async () => {
      ({ hits } = await this.#door.ask({ do: 'find', query, most }));
    });
    return hits;
  }

  close(): void {
    this.pause();
    this.#door.close();
  }

  async #readAll(typeIds: readonly number[], before: IndexState, signal: AbortSignal): Promise<void> {
    let index: IndexState = { ...before, startedAt: before.startedAt ?? new Date().toISOString() };
    for (let tries = 0; tries < TRIES; tries += 1) {
      for (const type of typeIds)
        while (!isRead(index, type)) {
          const { page, offset, state } = await this.#nextPage(type, index, signal);
          index = await this.#add(pageName(type, index.startedAt ?? '', offset), page.results, state);
        }
      // What came while the others were read is for the next refresh.
      const left = await this.#leaveOut(typeIds, index, signal);
      index = { ...left.index, startedAt: index.startedAt };
      if (left.unread.length === 0)
        return void (await this.#add('end', [], { ...index, asOf: index.startedAt }));
      index = without(index, left.unread);
    }
    throw new Error(RESTLESS);
  }

  /** The next page of a type. The last entity of the page before comes along: where it does not, the list moved, as it does when one before it is deleted. */
  async #nextPage(type: number, index: IndexState, signal: AbortSignal) {
    const known = index.types[type];
    const next = known?.next ?? 0;
    const offset = Math.max(0, next - 1);
    const page = await this.#page(type, { offset, limit: PAGE + next - offset }, signal);
    const { count, results } = page;
    const end = offset + results.length;
    const moved = known?.moved || (next > 0 && results[0]?.id !== known?.last);
    const read = { count, next: end > next ? end : count, last: results.at(-1)?.id, moved };
    return { page, offset, state: { ...index, types: { ...index.types, [type]: read } } };
  }

  async #readChanges(typeIds: readonly number[], before: IndexState, signal: AbortSignal): Promise<void> {
    const startedAt = new Date().toISOString();
    const changedSince = new Date(Date.parse(before.asOf ?? startedAt) - CLOCKS_APART).toISOString();
    let index = before;
    let stoodStill = true;
    for (const type of typeIds) {
      const ids = await readIds(async (offset) => {
        const page = await this.#page(type, { offset, limit: PAGE, changedSince }, signal);
        const name = pageName(type, new Date().toISOString(), offset);
        if (page.results.length > 0) index = await this.#add(name, page.results, index);
        return page;
      });
      stoodStill &&= ids !== null;
    }
    // Of a list that never stood still some may have been passed over: the next refresh reads them.
    const asOf = stoodStill ? startedAt : before.asOf;
    for (const type of typeIds) {
      const { count, rest } = await this.#page(type, { offset: 0, limit: 1, light: true }, signal);
      // A server that tells no length only says that there are more: the ids are listed then.
      index = counted(index, type, rest === 'more' ? undefined : count);
    }
    const left = await this.#leaveOut(typeIds, index, signal);
    if (left.unread.length === 0) await this.#add('end', [], { ...left.index, asOf });
    else
      await this.#readAll(
        typeIds,
        { ...without(left.index, left.unread), startedAt: asOf, asOf: null },
        signal,
      );
  }

  /**
   * What was deleted leaves the index. Types that stood still while they were read and of which it holds as many as there are hold the same; of the others
   * the ids are listed. What is there and not in it, passed over or brought back from a bin, is read; types with much of that are `unread`.
   */
  async #leaveOut(typeIds: readonly number[], before: IndexState, signal: AbortSignal) {
    let index = before;
    const unread: number[] = [];
    for (const type of typeIds) {
      const known = index.types[type];
      if (!known?.moved && (this.#state.counts.ofType[type] ?? 0) === known?.count) continue;
      const ids = await readIds((offset) =>
        this.#page(type, { offset, limit: PAGE_SIZE, light: true }, signal),
      );
      if (!ids) throw new Error(RESTLESS);
      index = counted(index, type, ids.length);
      const answer = await this.#door.ask({ do: 'only', type, ids, state: index });
      this.#told(answer);
      index = answer.state ?? index;
      const missing = answer.missing ?? [];
      if (missing.length > FEW) {
        unread.push(type);
        continue;
      }
      for (const id of missing) {
        signal.throwIfAborted();
        const entity = await this.#one(id);
        if (entity) index = await this.#add(pageName(type, new Date().toISOString(), id), [entity], index);
      }
    }
    return { index, unread };
  }

  /** An entity as it is now; undefined when it was deleted meanwhile. */
  async #one(id: number): Promise<Entity | undefined> {
    try {
      return await readAgain(() => this.#client.fetchQuery(entityQueries.getEntityNow(this.#w, id)));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  async #page(
    type: number,
    options: { offset: number; limit: number; changedSince?: string | undefined; light?: boolean },
    signal: AbortSignal,
  ) {
    signal.throwIfAborted();
    const page = await this.#client.fetchQuery(paramsPage(this.#w, type, options));
    signal.throwIfAborted();
    return page;
  }

  async #add(page: string, entities: readonly Entity[], state: IndexState): Promise<IndexState> {
    const answer = await this.#door.ask({ do: 'add', page, entities: entities.map(indexed), state });
    this.#told(answer);
    return answer.state ?? state;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    const run = this.#run;
    try {
      await work();
    } catch (error) {
      // Who paused it knows.
      if (run?.signal.aborted) return;
      this.#set({ phase: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
    }
  }

  #told({ state, counts, notKept }: IndexAnswer): void {
    this.#set({ ...(state ? { index: state } : {}), counts, notKept: notKept ?? null });
  }

  #set(change: Partial<BuilderState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Of an entity that is in several pages the last by name counts: names of a type's pages sort by when they were read. */
const pageName = (type: number, readAt: string, at: number) => `${type}:since ${readAt}:${at}`;

function counted(index: IndexState, type: number, count: number | undefined): IndexState {
  const { [type]: _before, ...others } = index.types;
  return { ...index, types: count === undefined ? others : { ...others, [type]: { count, next: count } } };
}

function isRead({ types }: IndexState, type: number): boolean {
  const known = types[type];
  return known !== undefined && known.next >= known.count;
}

function without(index: IndexState, unread: readonly number[]): IndexState {
  const types = Object.entries(index.types).filter(([type]) => !unread.includes(Number(type)));
  return { ...index, types: Object.fromEntries(types) };
}

function indexed(entity: Entity): IndexedEntity {
  return {
    id: entity.id,
    name: entity.name,
    type: entity.entity_type,
    above: ancestorIds(entity) ?? [],
    params: entity.properties ? printJson(entity.properties) : null,
  };
}

const builders = new WeakMap<QueryClient, Map<string, IndexBuilder>>();

/** The one builder of a workspace's index in this page: it goes on while other pages are looked at. */
export function builderOf(client: QueryClient, w: number, place: string): IndexBuilder {
  const ofClient = builders.get(client) ?? new Map<string, IndexBuilder>();
  builders.set(client, ofClient);
  const key = `${place} ${w}`;
  const builder = ofClient.get(key) ?? new IndexBuilder(client, w, place);
  ofClient.set(key, builder);
  return builder;
}
