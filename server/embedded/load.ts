import { sql, type Transaction } from 'kysely';
import { type IdPlan, noNewIds, type Plan, planIds } from '../archive/new-ids.ts';
import type {
  ArchiveRecord,
  EntityRecord,
  FileRecord,
  RevisionRecord,
  WorkspaceRecord,
} from '../archive/records.ts';
import { type ReferencePlaces, referencePlaces, remapReferences } from '../archive/references.ts';
import { createTurns } from '../turns.ts';
import type { Database } from './database.ts';
import { piecesOf } from './file-contents.ts';
import { takeIds } from './ids.ts';
import {
  appRow,
  entityRow,
  entityTypeRow,
  fileRow,
  labelRow,
  revisionRow,
  userRow,
  workspaceRow,
} from './rows.ts';
import type { Schema } from './schema.ts';
import { WaitingRows } from './waiting-rows.ts';

type Records = Iterable<ArchiveRecord> | AsyncIterable<ArchiveRecord>;
type Counts = Partial<Record<ArchiveRecord['kind'], number>>;

export interface LoadOptions {
  /** Ids are free for sure (a new database): one reading, and `records` need not be a function. Revisions must then follow their entity, oldest first. */
  keepIds?: boolean;
  /** Called now and then with the number of records stored so far. */
  onProgress?: (stored: number) => void;
}

export interface LoadReport {
  /** Records stored, by kind; users, labels and apps that were here already are not among them. */
  counts: Counts;
  workspaces: { id: number; name: string; formerId: number }[];
  /** How many ids were in use and got new ones, by kind. */
  renumbered: Partial<Record<keyof IdPlan, number>>;
}

/**
 * Stores records in the embedded database: all of them or, when anything throws (the records' own iteration included), none.
 *
 * Without `keepIds` the records are read twice (so `records` is a function): first to see which ids are in use here. Those get new ones, and
 * references to them follow, in params too where `param_types` or the parametrization mark a field of entities or files. Other bytes of the params stay.
 * An entity without revisions (and without a recipe) gets one of its params. Memory does not grow with the params.
 */
export async function loadRecords(
  database: Database,
  records: Records | (() => Records),
  options: LoadOptions = {},
): Promise<LoadReport> {
  const open = typeof records === 'function' ? records : () => records;
  if (!options.keepIds && typeof records !== 'function') {
    throw new TypeError('Records that may get new ids are read twice: give a function that opens them.');
  }
  return inTurn(database, async () => {
    const plan = options.keepIds ? null : await planIds(database.kysely, open());
    return database.transaction(async (transaction) => {
      const loader = new Loader(transaction, plan, options.onProgress);
      for await (const record of open()) await loader.add(record);
      return loader.finish();
    });
  });
}

const turns = new WeakMap<Database, ReturnType<typeof createTurns>>();

/** One load after the other: what one finds free, another must not take before it is stored. */
function inTurn<T>(database: Database, load: () => Promise<T>): Promise<T> {
  const take = turns.get(database) ?? createTurns();
  turns.set(database, take);
  return take(load);
}

const revisionIdsAtOnce = 200;

/** One class, as each step needs the plan of ids and what was read before it: {@link WaitingRows} knows how rows are stored. */
class Loader {
  readonly #transaction: Transaction<Schema>;
  readonly #plan: Plan | null;
  readonly #ids: IdPlan;
  readonly #rows: WaitingRows;
  readonly #counts: Counts = {};
  readonly #workspaces: LoadReport['workspaces'] = [];
  /** Paths by the new id, to make the children's. */
  readonly #paths = new Map<number, string>();
  /** Old id → new id made here, for what the plan knows nothing of. */
  #workspaceId = 0;
  readonly #parametrizations = new Map<number, unknown>();
  readonly #places = new Map<number, ReferencePlaces>();
  readonly #withoutRevision: EntityRecord[] = [];
  #held: { entity: EntityRecord; revisions: RevisionRecord[] } | null = null;
  #revisionIndex = 0;
  #spareRevisionIds: number[] = [];

  constructor(transaction: Transaction<Schema>, plan: Plan | null, onProgress: LoadOptions['onProgress']) {
    this.#transaction = transaction;
    this.#plan = plan;
    this.#ids = plan?.ids ?? noNewIds();
    this.#rows = new WaitingRows(transaction, onProgress);
  }

  async add(record: ArchiveRecord): Promise<void> {
    if (record.kind === 'revision') {
      await this.#addRevision(record);
      return;
    }
    await this.#release();
    switch (record.kind) {
      case 'user':
        await this.#addShared('user', record.id, () =>
          userRow({ ...record, id: this.#new('user', record.id) }),
        );
        break;
      case 'label':
        await this.#addShared('label', record.id, () =>
          labelRow({ ...record, id: this.#new('label', record.id) }),
        );
        break;
      case 'app':
        await this.#addShared('app', record.id, () => appRow({ ...record, id: this.#new('app', record.id) }));
        break;
      case 'workspace':
        await this.#addWorkspace(record);
        break;
      case 'entity_type':
        this.#parametrizations.set(record.id, record.parametrization);
        this.#note('entity_type');
        await this.#rows.put('entity_types', entityTypeRow(record, this.#workspaceId));
        break;
      case 'entity':
        if (this.#plan === null) this.#held = { entity: record, revisions: [] };
        else await this.#addPlannedEntity(record, this.#plan);
        break;
      case 'file':
        await this.#addFile(record);
        break;
      default:
    }
  }

  async finish(): Promise<LoadReport> {
    await this.#release();
    await this.#rows.flush();
    await this.#rows.raiseIds();
    await this.#makeFirstRevisions();
    await sql`
      update entities as parent set child_count = counted.children
      from (select parent_id, count(*) as children from entities
        where workspace_id = any(${asArray(this.#workspaces.map(({ id }) => id))}::bigint[]) and parent_id is not null group by parent_id) as counted
      where parent.id = counted.parent_id`.execute(this.#transaction);
    const renumbered: LoadReport['renumbered'] = {};
    for (const [kind, ids] of Object.entries(this.#ids) as [keyof IdPlan, Map<number, number>][]) {
      if (ids.size > 0) renumbered[kind] = ids.size;
    }
    return { counts: this.#counts, workspaces: this.#workspaces, renumbered };
  }

  #new(kind: keyof IdPlan, id: number): number {
    return this.#ids[kind].get(id) ?? id;
  }

  #note(kind: ArchiveRecord['kind']): void {
    this.#counts[kind] = (this.#counts[kind] ?? 0) + 1;
  }

  async #addShared(kind: 'user' | 'label' | 'app', formerId: number, row: () => object): Promise<void> {
    if (this.#plan?.known[kind].has(formerId)) return;
    this.#note(kind);
    await this.#rows.put(`${kind}s` as const, row());
  }

  async #addWorkspace(record: WorkspaceRecord): Promise<void> {
    const id = this.#new('workspace', record.id);
    this.#workspaceId = id;
    this.#parametrizations.clear();
    this.#paths.clear();
    this.#note('workspace');
    this.#workspaces.push({ id, name: record.name, formerId: record.id });
    const app = this.#renumbered(record.app, 'app');
    const labels = Array.isArray(record.labels)
      ? record.labels.map((label) => this.#renumbered(label, 'label'))
      : record.labels;
    const start = this.#renumbered(record.start_entity_id, 'entity');
    await this.#rows.put(
      'workspaces',
      workspaceRow({ ...record, id, app, labels, ...(start !== undefined && { start_entity_id: start }) }),
    );
  }

  /** An object that stands for something with an id (or the id alone), with the id that this has here. */
  #renumbered(value: unknown, kind: keyof IdPlan): unknown {
    if (typeof value === 'number') return this.#new(kind, value);
    if (value instanceof Map && typeof value.get('id') === 'number') {
      return new Map(value).set('id', this.#new(kind, value.get('id') as number));
    }
    if (typeof value === 'object' && value !== null && typeof (value as { id?: unknown }).id === 'number') {
      return { ...value, id: this.#new(kind, (value as { id: number }).id) };
    }
    return value;
  }

  async #addPlannedEntity(record: EntityRecord, plan: Plan): Promise<void> {
    const facts = plan.survey.factsOf(record.id);
    const places = this.#placesOf(record);
    if (places !== null && facts !== undefined) this.#places.set(record.id, places);
    const recipe = typeof record.recipe === 'string' ? record.recipe : null;
    const makesOne = facts === undefined ? recipe === null : facts.differs;
    const own = makesOne ? await this.#spareRevisionId() : null;
    const headRevisionId = own ?? (facts === undefined ? null : this.#new('revision', facts.headId));
    const revisionCount = (facts?.count ?? 0) + (own === null ? 0 : 1);
    const entity = await this.#putEntity(record, revisionCount, headRevisionId, recipe);
    if (own === null) return;
    const properties =
      places === null ? record.properties : remapReferences(record.properties, places, this.#referenceIds());
    await this.#putRevision(firstRevision(entity, own, properties), revisionCount);
  }

  async #addRevision(record: RevisionRecord): Promise<void> {
    if (this.#plan === null) {
      if (this.#held?.entity.id !== record.entity) {
        throw new Error(`Revision ${record.id} does not follow its entity ${record.entity}.`);
      }
      this.#held.revisions.push(record);
      return;
    }
    const ordinal = this.#plan.survey.ordinalOf(this.#revisionIndex);
    this.#revisionIndex += 1;
    const places = this.#places.get(record.entity);
    const properties =
      places === undefined
        ? record.properties
        : remapReferences(record.properties, places, this.#referenceIds());
    await this.#putRevision(
      {
        ...record,
        id: this.#new('revision', record.id),
        entity: this.#new('entity', record.entity),
        created_by: this.#renumbered(record.created_by, 'user') as number | null,
        name: record.name ?? '',
        properties,
      },
      ordinal,
    );
  }

  /** Stores the entity that waited for its revisions. */
  async #release(): Promise<void> {
    const held = this.#held;
    if (held === null) return;
    this.#held = null;
    const recipe = typeof held.entity.recipe === 'string' ? held.entity.recipe : null;
    const { revisions } = held;
    const makesOne = revisions.length === 0 && recipe === null;
    const head = revisions.at(-1)?.id ?? null;
    await this.#putEntity(held.entity, makesOne ? 1 : revisions.length, head, recipe);
    // Its id must be above all those that are kept, which are known at the end.
    if (makesOne) this.#withoutRevision.push(held.entity);
    for (const [index, revision] of revisions.entries()) await this.#putRevision(revision, index + 1);
  }

  async #makeFirstRevisions(): Promise<void> {
    if (this.#withoutRevision.length === 0) return;
    for (const entity of this.#withoutRevision) {
      await this.#putRevision(firstRevision(entity, await this.#spareRevisionId(), entity.properties), 1);
    }
    await this.#rows.flush();
    await sql`
      update entities set head_revision_id = revisions.id from revisions
      where revisions.entity_id = entities.id and revisions.ordinal = 1
        and entities.head_revision_id is null and entities.revision_count = 1`.execute(this.#transaction);
  }

  async #putEntity(
    record: EntityRecord,
    revisionCount: number,
    headRevisionId: number | null,
    recipe: string | null,
  ): Promise<EntityRecord> {
    const entity: EntityRecord = {
      ...record,
      id: this.#new('entity', record.id),
      parent: record.parent === null ? null : this.#new('entity', record.parent),
      created_by: this.#renumbered(record.created_by, 'user'),
      last_updated_by: this.#renumbered(record.last_updated_by, 'user'),
      locked_by: this.#renumbered(record.locked_by, 'user'),
    };
    const parentPath = entity.parent === null ? null : this.#paths.get(entity.parent);
    if (parentPath === undefined)
      throw new Error(`The parent of entity ${record.id} does not come before it.`);
    const row = entityRow(entity, {
      workspaceId: this.#workspaceId,
      parentPath,
      childCount: 0,
      revisionCount,
      headRevisionId,
      recipe,
    });
    this.#paths.set(entity.id, row.path);
    this.#note('entity');
    await this.#rows.put('entities', row, row.name.length);
    return entity;
  }

  async #putRevision(record: RevisionRecord, ordinal: number): Promise<void> {
    this.#note('revision');
    await this.#rows.put('revisions', revisionRow(record, ordinal), record.properties.length);
  }

  async #addFile(record: FileRecord): Promise<void> {
    const entity = record.entity === null ? null : this.#new('entity', record.entity);
    const createdBy = this.#renumbered(record.created_by, 'user') as number | null;
    this.#note('file');
    const row = fileRow(
      { ...record, id: this.#new('file', record.id), entity, created_by: createdBy },
      this.#workspaceId,
    );
    await this.#rows.put('files', row);
    if (record.content_base64 === null) return;
    for (const piece of piecesOf(row.id, Buffer.from(record.content_base64, 'base64'))) {
      await this.#rows.put('file_pieces', piece, piece.base64.length);
    }
  }

  /** Where this entity's params refer to what got a new id; null when nothing did. */
  #placesOf(record: EntityRecord): ReferencePlaces | null {
    if (this.#ids.entity.size === 0 && this.#ids.file.size === 0) return null;
    return referencePlaces(record.param_types, this.#parametrizations.get(record.entity_type));
  }

  #referenceIds() {
    return { entities: this.#ids.entity, files: this.#ids.file };
  }

  async #spareRevisionId(): Promise<number> {
    if (this.#spareRevisionIds.length === 0)
      this.#spareRevisionIds = await takeIds(this.#transaction, 'revision', revisionIdsAtOnce);
    return this.#spareRevisionIds.shift() as number;
  }
}

const asArray = (ids: number[]): string => `{${ids.join(',')}}`;

/** The revision of an entity that came without: what it is now, by whom it was last saved. */
function firstRevision(entity: EntityRecord, id: number, properties: string): RevisionRecord {
  const person = entity.last_updated_by ?? entity.created_by;
  const at = [entity.updated_at, entity.created_at].find((time) => typeof time === 'string' && time !== '');
  return {
    kind: 'revision',
    entity: entity.id,
    id,
    created_at: (at as string | undefined) ?? '',
    created_by: person as number | null,
    message: null,
    name: entity.name,
    properties,
  };
}
