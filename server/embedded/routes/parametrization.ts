import { randomInt, randomUUID } from 'node:crypto';
import { printJson } from '../../../contract/json/printing.ts';
import { readJson } from '../../../contract/json/reading.ts';
import { isArray, type JsonArray, type JsonValue } from '../../../contract/json/value.ts';
import { answerJson, apiHeaders } from '../answer.ts';
import { outputs } from '../apps/outputs.ts';
import { looksAbove, resolveForm } from '../apps/resolve.ts';
import { AppError, AppTimeout } from '../apps/rules.ts';
import { readBody } from '../body.ts';
import { type EntityFacts, findEntity, paramsOf } from '../entity-rows.ts';
import { forbidden, invalid, notFound } from '../errors.ts';
import { objectText } from '../json-text.ts';
import type { Members } from '../members.ts';
import { type ApiContext, type Embedded, type Place, placeOf, requireRights } from '../place.ts';
import { pathId } from '../query.ts';
import { idsOf, rightsAt } from '../rights.ts';
import type { Routes } from '../router.ts';
import { timeNow } from '../text.ts';

/** Asking an app needs the right to read params: what it answers tells of them. */
export async function appEntity(c: ApiContext, place: Place): Promise<EntityFacts> {
  const id = pathId(c, 'entity_id');
  const entity = await findEntity(place, id);
  if (entity === undefined) throw notFound(`Entity ${id}`);
  if (requireRights(place, entity).level !== 'all') {
    throw forbidden(`You do not have the right to read the params of "${entity.name}", which its app needs.`);
  }
  return entity;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Checks the members that a call of an app has, and gives the params' text. */
export function appParams(body: Members, place: Place, member = 'params'): string {
  const problems: Record<string, string[]> = {};
  const session = readJson(body.get('editor_session') ?? 'null');
  if (session === null) {
    if (place.workspace.visibility === 'PUBLIC') {
      problems.editor_session = ['This field is required in a public workspace.'];
    }
  } else if (typeof session !== 'string' || !uuid.test(session)) {
    problems.editor_session = ['Must be a valid UUID.'];
  }
  const text = body.get(member) ?? '{}';
  if (text !== 'null' && !text.startsWith('{')) problems[member] = ['Must be an object, or null.'];
  if (Object.keys(problems).length > 0) throw invalid(problems);
  return text === 'null' ? '{}' : text;
}

interface TypeForm {
  form: JsonArray;
  views: { controller_method?: unknown }[];
  looksAbove: boolean;
}

/** Forms are large and few: what was made of one is kept by its text. */
const known = new Map<string, TypeForm>();
const mostKnown = 200;

async function formOf({ database, workspace }: Place, typeId: number): Promise<TypeForm> {
  const row = await database.kysely
    .selectFrom('entity_types')
    .select(['parametrization', 'wire'])
    .where('workspace_id', '=', workspace.id)
    .where('id', '=', typeId)
    .executeTakeFirst();
  const key = `${row?.parametrization}\n${row?.wire}`;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const form = nodesIn(readJson(row?.parametrization ?? '[]'));
  const { views } = JSON.parse(row?.wire ?? '{}') as { views?: unknown };
  const made = { form, views: Array.isArray(views) ? views : [], looksAbove: looksAbove(form) };
  if (known.size >= mostKnown) known.clear();
  known.set(key, made);
  return made;
}

/** An archive's form may be the list of nodes or an answer that holds it. */
function nodesIn(form: JsonValue): JsonArray {
  if (isArray(form)) return form;
  if (!(form instanceof Map)) return [];
  return nodesIn(form.get('parametrization') ?? form.get('content') ?? null);
}

/** Params of the entities above that the caller may read, nearest first. */
async function paramsAbove(place: Place, entity: EntityFacts): Promise<JsonValue[]> {
  const ids = idsOf(entity.path).slice(0, -1).reverse();
  const found = await Promise.all(ids.map((id) => savedParams(place, id)));
  return found.filter((params) => params !== null);
}

/** The saved params of an entity of the workspace, or null where it is gone or may not be read. */
async function savedParams(place: Place, id: number): Promise<JsonValue | null> {
  const entity = Number.isSafeInteger(id) ? await findEntity(place, id) : undefined;
  if (entity === undefined || rightsAt(place.grants, entity.path)?.level !== 'all') return null;
  return readJson((await paramsOf(place, [entity])).get(id) ?? 'null');
}

async function resolved(place: Place, entity: EntityFacts, text: string): Promise<string> {
  const { form, views, looksAbove } = await formOf(place, entity.entity_type_id);
  const params = readJson(text);
  const nodes = await resolveForm(form, {
    params,
    above: looksAbove ? await paramsAbove(place, entity) : [],
    output(call) {
      const compute = outputs[call];
      if (compute === undefined) throw new AppError(`The app has no callback "${call}".`);
      return compute({ params, read: (id) => savedParams(place, id) });
    },
  });
  return objectText({
    parametrization: printJson(nodes),
    views: JSON.stringify(views.map(({ controller_method }) => ({ controller_method }))),
    callback_exceptions: '[]',
  });
}

/** What a proxy in front of the platform says when an app takes too long: a page, not JSON. */
function gatewayTimeout(): Response {
  const page =
    '<html>\n<head><title>504 Gateway Time-out</title></head>\n<body>\n<center><h1>504 Gateway Time-out</h1></center>\n</body>\n</html>\n';
  return new Response(page, {
    status: 504,
    headers: { ...apiHeaders, 'Content-Type': 'text/html; charset=utf-8' },
  });
}

export function parametrizationRoutes(embedded: Embedded): Routes {
  const one = '/workspaces/:workspace_id/entities/:entity_id/';
  return {
    [`${one}session/`]: {
      async POST(c) {
        await appEntity(c, await placeOf(c, embedded));
        return answerJson(c, JSON.stringify({ editor_session: randomUUID() }));
      },
    },
    [`${one}parametrization/`]: {
      async POST(c) {
        const place = await placeOf(c, embedded);
        const entity = await appEntity(c, place);
        const text = appParams(await readBody(c), place);
        try {
          const content = await resolved(place, entity, text);
          return answerJson(c, finished(content));
        } catch (error) {
          if (error instanceof AppTimeout) return gatewayTimeout();
          throw error;
        }
      },
    },
  };
}

const finished = (content: string): string =>
  objectText({
    uid: String(randomInt(1, 2 ** 47)),
    kind: '"result"',
    status: '"success"',
    error_message: '""',
    error_stack_trace: '{}',
    invalid_fields: '{}',
    completed_at: JSON.stringify(timeNow()),
    log_download_url: 'null',
    content,
  });
