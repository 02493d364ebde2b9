import { CreatedEntity, type Entity } from '../../contract/entity.ts';
import { printJson } from '../../contract/json/printing.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { sameSpelling } from '../params/equal.ts';
import {
  entitiesPath,
  getEntity,
  getEntityChildren,
  getRootEntities,
  privilegedQuery,
  type ReadOptions,
  WHOLE,
} from './entity-reads.ts';
import { ApiError, request } from './http.ts';
import { isOdd, type Looked, lookAgain, settleWrite } from './lost-answers.ts';
import { collectPages, PAGE_SIZE, type PageRange } from './pages.ts';
import { serverNow } from './server-clock.ts';

export interface CreateChildEntity {
  workspaceId: number;
  /** Null for an entity at the top, which simple apps allow. */
  parent: number | null;
  entity_type: number;
  name: string;
  params?: JsonObject | undefined;
  /** The caller's own id, to know an entity of theirs when the answer is lost. */
  me?: number | undefined;
  /** Entities of that name that are known already: none of them is the one to be made. */
  known?: readonly number[] | undefined;
  privileged?: ReadOptions['privileged'];
}

/** A creation that was sent. */
interface Attempt extends CreateChildEntity {
  /** When, by the server's clock, ms since 1970. */
  since: number;
  /** Whether the server took it, though its answer could not be read. */
  taken: boolean;
}

/** Creations whose answer was lost and that were not found: they may arrive yet, and are looked for before the same is made again. */
const unsettled: Attempt[] = [];

/** The entities that were made here: none of them is what a later creation makes. */
const madeHere = new Set<string>();
const keyOf = (w: number, { id }: Entity) => `${w}/${id}`;

/** How far the clocks of one environment's servers may be apart, ms. */
const CLOCKS_DIFFER_MS = 1000;

/**
 * Makes an entity. Where the answer is lost, what is newest in the parent tells whether it was made: one more request, and another one for its params where some were given. It is never sent
 * twice by itself, and not by the next call either before it was looked for. SDK: `API.create_child_entity`, `Entity.create_child`.
 */
export async function createChildEntity(call: CreateChildEntity): Promise<Entity> {
  const before = unsettled.find((attempt) => isSame(attempt, call));
  if (before) {
    const made = await lookAgain('made', () => findMade({ ...before, params: call.params }));
    if (made && 'done' in made) return made.done;
    if (made) throw new ApiError('instead' in made ? made.instead : made.unsure, { kind: 'unreachable' });
  }
  const asked = { ...call, since: before?.since ?? serverNow(), known: before?.known ?? call.known };
  try {
    const made = await send(call);
    settle(call);
    madeHere.add(keyOf(call.workspaceId, made));
    return made;
  } catch (error) {
    return await settleWrite(error, 'made', async () => {
      settle(call);
      const attempt = { ...asked, taken: isOdd(error) };
      unsettled.push(attempt);
      return (await findMade(attempt)) ?? { instead: NOT_THERE };
    });
  }
}

function send({
  workspaceId: w,
  parent,
  entity_type,
  name,
  params,
  privileged,
}: CreateChildEntity): Promise<Entity> {
  return request({
    method: 'POST',
    path: parent === null ? entitiesPath(w) : `${entitiesPath(w)}${parent}/entities/`,
    query: { ...WHOLE, ...privilegedQuery(privileged) },
    body: `{"entity_type":${entity_type},"name":${JSON.stringify(name)},"properties":${params ? printJson(params) : '{}'}}`,
    answer: CreatedEntity,
  });
}

function isSame(a: CreateChildEntity, b: CreateChildEntity): boolean {
  return (
    a.workspaceId === b.workspaceId &&
    a.parent === b.parent &&
    a.entity_type === b.entity_type &&
    a.name === b.name
  );
}

function settle(call: CreateChildEntity): void {
  const at = unsettled.findIndex((attempt) => isSame(attempt, call));
  if (at >= 0) unsettled.splice(at, 1);
}

const NOT_THERE = 'Nothing of it is there: try again, and it is looked for once more before.';

/** What an attempt made, where it is there; that settles it, also where it is not what is asked for any more. */
async function findMade(attempt: Attempt): Promise<Looked<Entity> | undefined> {
  const { workspaceId: w, params, name, privileged } = attempt;
  const [made, ...others] = (await childrenSince(attempt)).filter((child) => mayBe(child, attempt));
  const whole = made && params ? await getEntity(w, made.id, { like: params, privileged }) : made;
  if (!whole) return undefined;
  settle(attempt);
  if (Number.isNaN(timeOf(whole)) && !(attempt.taken && others.length === 0))
    return {
      unsure: `“${name}” is there (id ${whole.id}), and the server does not tell since when: look at it before you try again.`,
    };
  madeHere.add(keyOf(w, whole));
  if (!params || (whole.properties && sameSpelling(whole.properties, params))) return { done: whole };
  return {
    instead: `“${name}” was made by you meanwhile (id ${whole.id}), with other params than these: look at it before you try again.`,
  };
}

/** How many of the newest are looked through at first. */
const NEWEST = 25;

/** Children of a parent, those since an attempt among them. */
async function childrenSince({ workspaceId: w, parent, since, privileged }: Attempt): Promise<Entity[]> {
  const read = (range: PageRange) => {
    const options = { ...range, sort: 'updated_at:desc', privileged };
    return parent === null ? getRootEntities(w, options) : getEntityChildren(w, parent, options);
  };
  const page = await read({ limit: NEWEST, offset: 0 });
  const moments = page.results.map(({ updated_at }) => Date.parse(updated_at ?? ''));
  const isInOrder = moments.every((moment, index) => index === 0 || moment <= (moments[index - 1] as number));
  const isEnough = isInOrder && (moments.at(-1) as number) < since - CLOCKS_DIFFER_MS;
  // A server may keep to an order of its own: then it can stand anywhere.
  return isEnough ? page.results : collectPages(read, PAGE_SIZE, page);
}

/** When an entity was made, or changed last where only that is told; `NaN` where nothing is. */
const timeOf = ({ created_at, updated_at }: Entity) => Date.parse(created_at ?? updated_at ?? '');

/** Whether an entity may be what an attempt made; yes where the server does not say by whom or when. */
function mayBe(child: Entity, { workspaceId, entity_type, name, me, known, since }: Attempt): boolean {
  const { created_by: by } = child;
  const author = typeof by === 'object' ? by?.id : by;
  return (
    child.name === name &&
    child.entity_type === entity_type &&
    !known?.includes(child.id) &&
    !madeHere.has(keyOf(workspaceId, child)) &&
    !(timeOf(child) < since - CLOCKS_DIFFER_MS) &&
    (!author || !me || author === me)
  );
}
