import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { isObject, type JsonArray, type JsonObject } from '../../contract/json/value.ts';

/** One entity's saves: number n has the params `textOf(entity, n)`, so that any revision can be checked by itself. */
export interface Saves {
  entityId: number;
  /** Revisions that it had before the first save. */
  former: number;
  /** Saves that were answered with success. The one after it may have been stored without an answer. */
  acknowledged: number;
}

const headers = { authorization: 'Bearer vktrpat_local_101', 'content-type': 'application/json' };

/** 50 B to 60 kB, with spellings that a careless server would change. */
export function textOf(entityId: number, save: number): string {
  const size = (entityId * 7919 + save * 104_729) % 60_000;
  const filler = `${save}é`.repeat(Math.ceil(size / 5));
  return `{"save": ${save}.0,"entity":${entityId},"tiny":1e-05,"filler":"${filler}"}`;
}

async function get(url: string, path: string): Promise<string> {
  const answer = await fetch(`${url}/api/workspaces/${path}`, { headers });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`GET ${path} answered ${answer.status}: ${text.slice(0, 200)}`);
  return text;
}

async function revisionsOf(
  url: string,
  workspaceId: number,
  entityId: number,
  page: { limit: number; offset: number },
) {
  const text = await get(
    url,
    `${workspaceId}/entities/${entityId}/revisions/?limit=${page.limit}&offset=${page.offset}`,
  );
  const answer = readJson(text) as JsonObject;
  return { count: answer.get('count') as number, results: answer.get('results') as JsonArray };
}

/** The entities of the imported workspace that take saves: every leaf. */
export async function firstSaves(url: string, workspaceId: number): Promise<Saves[]> {
  const [root] = readJson(await get(url, `${workspaceId}/entities/`)) as JsonArray;
  const rootId = (root as JsonObject).get('id') as number;
  const children = readJson(await get(url, `${workspaceId}/entities/${rootId}/entities/`)) as JsonArray;
  return Promise.all(
    children.map(async (child) => {
      const entityId = (child as JsonObject).get('id') as number;
      const { count } = await revisionsOf(url, workspaceId, entityId, { limit: 1, offset: 0 });
      return { entityId, former: count, acknowledged: 0 };
    }),
  );
}

/** Saves each entity again and again, all at the same time, until the server is gone; counts what was answered. */
export async function streamSaves(
  url: string,
  workspaceId: number,
  all: Saves[],
  random: () => number,
  onAnswer: () => void,
): Promise<void> {
  await Promise.all(
    all.map(async (saves) => {
      for (;;) {
        const next = saves.acknowledged + 1;
        const body = `{"properties":${textOf(saves.entityId, next)}${random() < 0.5 ? ',"message":"streamed"' : ''}}`;
        try {
          const answer = await fetch(`${url}/api/workspaces/${workspaceId}/entities/${saves.entityId}/`, {
            method: 'PUT',
            headers,
            body,
          });
          if (!answer.ok) throw new Refused(`A save was answered ${answer.status}: ${await answer.text()}`);
          // The headers are the promise: the server sends them after the commit.
          saves.acknowledged = next;
          onAnswer();
          await answer.arrayBuffer();
        } catch (error) {
          if (error instanceof Refused) throw error;
          return;
        }
      }
    }),
  );
}

class Refused extends Error {}

/** What is wrong, in sentences; also counts a save that was stored without an answer, so that the next round goes on from there. */
export async function checkSaves(url: string, workspaceId: number, all: Saves[]): Promise<string[]> {
  const problems: string[] = [];
  for (const saves of all) {
    const { entityId, former, acknowledged } = saves;
    const { count } = await revisionsOf(url, workspaceId, entityId, { limit: 1, offset: 0 });
    const stored = count - former;
    if (stored < acknowledged || stored > acknowledged + 1) {
      problems.push(`Entity ${entityId}: ${acknowledged} saves were answered, ${stored} are there.`);
      continue;
    }
    saves.acknowledged = stored;
    // Newest first; the last hundred cover more than one round can have made.
    const limit = Math.min(100, stored);
    if (limit === 0) continue;
    const seen: string[] = [];
    while (seen.length < limit) {
      const page = await revisionsOf(url, workspaceId, entityId, {
        limit: limit - seen.length,
        offset: seen.length,
      });
      if (page.results.length === 0) break;
      for (const revision of page.results) {
        const properties = isObject(revision) ? revision.get('properties') : undefined;
        seen.push(properties === undefined ? 'no params' : printJson(properties));
      }
    }
    seen.forEach((text, index) => {
      if (text !== textOf(entityId, stored - index)) {
        problems.push(
          `Entity ${entityId}: save ${stored - index} is not as it was sent: ${text.slice(0, 80)}…`,
        );
      }
    });
    if (seen.length !== limit)
      problems.push(`Entity ${entityId}: ${limit} revisions asked for, ${seen.length} answered.`);
    const entity = readJson(await get(url, `${workspaceId}/entities/${entityId}/`)) as JsonObject;
    if (printJson(entity.get('properties') ?? null) !== textOf(entityId, stored)) {
      problems.push(`Entity ${entityId}: its params are not those of its newest revision, save ${stored}.`);
    }
  }
  return problems;
}
