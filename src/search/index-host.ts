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
  | { do: 'find'; query: ValueQuery; most: number }
  | { do: 'forget' };

export interface IndexAnswer {
  state?: IndexState;
  counts: IndexCounts;
  hits?: ValueHits;
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
        await this.#keep(() => this.#store?.write(request.page, records, request.state));
        this.#index.add(records);
        return this.#answer({ state: request.state });
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
      const kept = await this.#store?.read();
      for (const records of kept?.pages ?? []) this.#index.add(records);
      state = kept?.state ?? EMPTY_STATE;
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
