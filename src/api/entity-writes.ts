import { Entity } from '../../contract/entity.ts';
import { printJson } from '../../contract/json/printing.ts';
import { isObject, type JsonObject } from '../../contract/json/value.ts';
import {
  type EntityReadOptions,
  entitiesPath,
  getEntity,
  LIGHT,
  privilegedQuery,
  type ReadOptions,
  WHOLE,
} from './entity-reads.ts';
import { ApiError, request, requestNothing, requestOptional } from './http.ts';
import { isOdd, isUndecided, type Looked, lookAgain, settleWrite } from './lost-answers.ts';
import { readAgain } from './retry.ts';
import { readNewestRevisions } from './revision-reads.ts';
import { seen } from './seen.ts';
import type { DeletedBy } from './staleness.ts';

export interface SetEntityParams {
  workspaceId: number;
  id: number;
  /** Complete: they replace what is there, every untouched leaf as it came. */
  params: JsonObject;
  /** Note on the revision; an empty one is left out, as the API refuses it. */
  message?: string | undefined;
  /** The name as it is, for an environment that wants it along or loses it. */
  name?: string | undefined;
  /** The revision this stands on, where the environment gives it: 412 when there is a newer one. */
  revision?: number | null | undefined;
  /** Params that those of the answer are probably much like: what is spelt the same is shared. */
  like?: JsonObject | null | undefined;
  privileged?: ReadOptions['privileged'];
}

/** The entity afterwards, with its params: an environment that answers nothing, or leaves them out, is asked for it. */
async function put(
  w: number,
  id: number,
  members: Record<string, string>,
  { revision, like, privileged }: Pick<SetEntityParams, 'revision' | 'like' | 'privileged'> = {},
): Promise<Entity> {
  const body = Object.entries(members).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  const saved = await requestOptional(
    {
      method: 'PUT',
      path: `${entitiesPath(w)}${id}/`,
      query: { ...WHOLE, ...privilegedQuery(privileged) },
      body: `{${body.join(',')}}`,
      ...(revision ? { headers: { 'If-Match': `"${revision}"` } } : {}),
      answer: Entity,
      like,
    },
    [],
  ).catch((error) => {
    // Not refused: what is stored tells.
    if (isOdd(error)) return null;
    throw error;
  });
  return saved?.properties === undefined ? readTaken(w, id, { like, privileged }) : saved;
}

/** What a write that the server took has come to. That it cannot be read says nothing against the write: the error is not that of a refusal. */
async function readTaken(w: number, id: number, options: EntityReadOptions): Promise<Entity> {
  try {
    return await readWhole(w, id, options);
  } catch (cause) {
    const message = 'The server did not refuse it, but what is stored now could not be read.';
    throw new ApiError(message, { kind: 'unreadable', cause });
  }
}

const readWhole = (w: number, id: number, { like, privileged }: EntityReadOptions): Promise<Entity> =>
  readAgain(() =>
    request({
      path: `${entitiesPath(w)}${id}/`,
      query: { ...WHOLE, ...privilegedQuery(privileged) },
      answer: Entity,
      like,
    }),
  );

const refusedField = (error: unknown, field: string): boolean =>
  error instanceof ApiError && error.status === 400 && error.fields[field] !== undefined;

/**
 * Saves params as a new revision. A PUT is documented to keep what it does not name, so nothing is sent that was not changed, until an answer shows the contrary.
 * SDK: `API.set_entity_params`, `Entity.set_params`.
 */
export async function setEntityParams(call: SetEntityParams): Promise<Entity> {
  const { workspaceId: w, id, params, message, name } = call;
  const members = {
    properties: printJson(params),
    ...(message ? { message: JSON.stringify(message) } : {}),
  };
  const named = name ? { ...members, name: JSON.stringify(name) } : members;
  let saved: Entity;
  try {
    saved = await put(w, id, seen.nameDemanded ? named : members, call);
  } catch (error) {
    if (named === members || seen.nameDemanded || !refusedField(error, 'name')) throw error;
    seen.nameDemanded = true;
    saved = await put(w, id, named, call);
  }
  if (saved.name !== '' || !name) return saved;
  seen.nameDemanded = true;
  try {
    return await put(w, id, named, { ...call, revision: saved.revision_id, like: params });
  } catch (error) {
    // The params are stored all the same.
    if (isUndecided(error)) throw error;
    return saved;
  }
}

/**
 * Gives an entity another name, in a revision of its own with the same params. `params` are those it has, where they are known: with them no request is made to look whether the
 * environment lost any. A lost answer is read back, as that of {@link deleteEntity}. SDK: `API.rename_entity`, `Entity.rename`.
 */
export async function renameEntity(
  w: number,
  id: number,
  name: string,
  params?: JsonObject | null,
  options: ReadOptions = {},
): Promise<Entity> {
  if (seen.paramsLost) return renameWithParams(w, id, name, options);
  let renamed: Entity;
  try {
    renamed = await putName(w, id, name, options);
  } catch (error) {
    if (!refusedField(error, 'properties')) throw error;
    seen.paramsLost = true;
    return renameWithParams(w, id, name, options);
  }
  if (!isEmpty(renamed.properties)) return renamed;
  // Params that are empty now may have been lost just now: the revision before tells, and gives them back.
  const before = params ?? (await readAgain(() => readNewestRevisions(w, id, 2, options)))[1]?.params;
  if (!before || isEmpty(before)) return renamed;
  seen.paramsLost = true;
  return putName(w, id, name, options, before);
}

/** A name, and the params along with it where they are given. Where the answer is lost, one more request tells. */
async function putName(
  w: number,
  id: number,
  name: string,
  options: ReadOptions,
  params?: JsonObject | null,
): Promise<Entity> {
  const members = { name: JSON.stringify(name) };
  try {
    return await put(w, id, params ? { ...members, properties: printJson(params) } : members, options);
  } catch (error) {
    return settleWrite(error, 'renamed', async (): Promise<Looked<Entity>> => {
      const now = await getEntity(w, id, options);
      return now.name === name ? { done: now } : { instead: `It is named “${now.name}” now: try again.` };
    });
  }
}

const isEmpty = (params: JsonObject | null | undefined): boolean =>
  params === null || (isObject(params) && params.size === 0);

async function renameWithParams(w: number, id: number, name: string, options: ReadOptions): Promise<Entity> {
  const now = await readWhole(w, id, options);
  return putName(w, id, name, options, now.properties);
}

/**
 * Deletes an entity; whether what is inside goes along is the environment's affair. Where the answer is lost, or says that there is none, one more request tells: what is gone, by
 * whomever, is deleted, and nothing is refused; `us` only where the server said so. SDK: `API.delete_entity`, `Entity.delete`.
 */
export async function deleteEntity(
  w: number,
  id: number,
  { privileged }: ReadOptions = {},
): Promise<DeletedBy> {
  const query = privilegedQuery(privileged);
  const path = `${entitiesPath(w)}${id}/`;
  const look = async (): Promise<Looked<DeletedBy>> => {
    try {
      await request({ path, query: { ...LIGHT, ...query }, answer: Entity });
      return { instead: 'It is still there: try again.' };
    } catch (error) {
      // Only this says so: an empty answer is none.
      if (isGone(error)) return { done: 'somebody' };
      throw error;
    }
  };
  try {
    await requestNothing({ method: 'DELETE', path, query });
    return 'us';
  } catch (error) {
    // A browser sends a request again by itself when an old connection breaks under it, and the second one finds nothing.
    if (!isGone(error)) return settleWrite(error, 'deleted', look);
    const looked = await lookAgain('deleted', look);
    if ('done' in looked) return looked.done;
    throw error;
  }
}

const isGone = (error: unknown): boolean => error instanceof ApiError && [404, 410].includes(error.status);
