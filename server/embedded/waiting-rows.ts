import type { Insertable, Transaction } from 'kysely';
import { type IdKind, raiseIds } from './ids.ts';
import type { Schema } from './schema.ts';

/** In the order that foreign keys ask for. */
const tableOrder = [
  'users',
  'labels',
  'apps',
  'workspaces',
  'entity_types',
  'entities',
  'revisions',
  'files',
  'file_pieces',
] as const;
type Table = (typeof tableOrder)[number];
type NumberedTable = Exclude<Table, 'file_pieces'>;

const kindOfTable: Record<NumberedTable, IdKind> = {
  users: 'user',
  labels: 'label',
  apps: 'app',
  workspaces: 'workspace',
  entity_types: 'entity_type',
  entities: 'entity',
  revisions: 'revision',
  files: 'file',
};
const rowsAtOnce = 200;
const charactersAtOnce = 500_000;

/** Rows on their way into the database: they wait here until there are enough for one statement. `onProgress` gets the number of those stored so far. */
export class WaitingRows {
  readonly #transaction: Transaction<Schema>;
  readonly #onProgress: ((stored: number) => void) | undefined;
  readonly #rows = new Map<Table, object[]>();
  readonly #highest = new Map<NumberedTable, number>();
  #waiting = 0;
  #characters = 0;
  #stored = 0;

  constructor(transaction: Transaction<Schema>, onProgress: ((stored: number) => void) | undefined) {
    this.#transaction = transaction;
    this.#onProgress = onProgress;
  }

  /** `characters`: how long the texts in it are, where they may be long. */
  async put(table: Table, row: object, characters = 0): Promise<void> {
    const rows = this.#rows.get(table);
    if (rows === undefined) this.#rows.set(table, [row]);
    else rows.push(row);
    if (table !== 'file_pieces') {
      const { id } = row as { id: number };
      this.#highest.set(table, Math.max(this.#highest.get(table) ?? 0, id));
    }
    this.#waiting += 1;
    this.#characters += characters;
    if (this.#waiting >= rowsAtOnce || this.#characters >= charactersAtOnce) await this.flush();
  }

  /** Stores all that wait. */
  async flush(): Promise<void> {
    for (const table of tableOrder) {
      const rows = this.#rows.get(table);
      if (rows === undefined || rows.length === 0) continue;
      const insert = this.#transaction.insertInto(table).values(rows as Insertable<Schema[Table]>[]);
      // Two workspaces of the sample share people, labels and apps.
      const shared = table === 'users' || table === 'labels' || table === 'apps';
      await (shared ? insert.onConflict((conflict) => conflict.column('id').doNothing()) : insert).execute();
      if (table !== 'file_pieces') this.#stored += rows.length;
      this.#rows.set(table, []);
    }
    this.#waiting = 0;
    this.#characters = 0;
    this.#onProgress?.(this.#stored);
  }

  /** Ids that are given from now on are above those of all rows so far. */
  async raiseIds(): Promise<void> {
    for (const [table, highest] of this.#highest)
      await raiseIds(this.#transaction, kindOfTable[table], highest);
  }
}
