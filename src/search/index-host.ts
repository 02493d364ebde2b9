import {
  type IndexCounts,
  type IndexedEntity,
  type IndexedRecord,
  toRecord,
  type ValueHits,
  ValueIndex,
} from './value-index.ts';
import type { ValueQuery } from './value-query.ts';
import { EMPTY_STATE, type IndexState, ValueStore } from './value-store.ts';

/** What can be asked of an index, wherever it lives. */
export type IndexRequest =
  | { do: 'open'; place: string }
  | { do: 'add'; page: string; entities: IndexedEntity[]; state: IndexState }
  /** Keep of a type only these entities; answers which of them are not in the index. */
  | { do: 'only'; type: number; ids: number[]; state: IndexState }
  | { do: 'find'; query: ValueQuery; most: number }
  | { do: 'forget' };

export interface IndexAnswer {
  state?: IndexState;
  counts: IndexCounts;
  hits?: ValueHits;
  /** Ids that were asked for and are not in the index. */
  missing?: number[];
  /** Why it is not kept in the browser, when it is not. */
  notKept?: string;
}

/** The index itself: in memory to look through, and in the browser's database to be there next time. Runs in a worker, or in place. */
export class IndexHost {
  readonly #index = new ValueIndex();
  #store: ValueStore | undefined;
  #notKept: string | undefined;

  async answer(request: IndexRequest): Promise<IndexAnswer> {
    switch (request.do) {
      case 'open':
        return this.#answer({ state: await this.#open(request.place) });
      case 'add': {
        const records: IndexedRecord[] = request.entities.map(toRecord);
        const there = new Set(records.map(({ id }) => id));
        const gone = request.state.gone?.filter((id) => !there.has(id));
        const state = gone ? { ...request.state, gone } : request.state;
        await this.#keep(() => this.#store?.write(request.page, records, state));
        this.#index.add(records);
        return this.#answer({ state });
      }
      case 'only': {
        const wanted = new Set(request.ids);
        const known = this.#index.idsOf(request.type);
        const gone = known.filter((id) => !wanted.has(id));
        const state = { ...request.state, gone: [...new Set([...(request.state.gone ?? []), ...gone])] };
        await this.#keep(() => this.#store?.write('gone', [], state));
        for (const id of gone) this.#index.remove(id);
        const kept = new Set(known);
        return this.#answer({ state, missing: request.ids.filter((id) => !kept.has(id)) });
      }
      case 'find':
        return this.#answer({ hits: this.#index.find(request.query, request.most) });
      case 'forget':
        this.#index.clear();
        await this.#keep(() => this.#store?.forget());
        return this.#answer({ state: EMPTY_STATE });
    }
  }

  async #open(place: string): Promise<IndexState> {
    this.#store = new ValueStore(place);
    this.#index.clear();
    let state = EMPTY_STATE;
    await this.#keep(async () => {
      state = (await this.#store?.read((records) => this.#index.add(records))) ?? EMPTY_STATE;
      for (const id of state.gone ?? []) this.#index.remove(id);
    });
    return state;
  }

  /** A browser without room, or without a database, still searches what was read since the page was opened; it is told. */
  async #keep(work: () => Promise<void> | undefined): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#notKept = error instanceof Error ? error.message : String(error);
    }
  }

  #answer(answer: Omit<IndexAnswer, 'counts'>): IndexAnswer {
    return { ...answer, counts: this.#index.counts, ...(this.#notKept ? { notKept: this.#notKept } : {}) };
  }
}
