import { afterAll, afterEach, beforeEach } from 'vitest';
import { openTestEnvironment, type TestEnvironment } from '../../server/embedded/testing.ts';
import { SendingRequest } from './file-sending.ts';

export interface PageEnvironment extends TestEnvironment {
  /** What the page asked for since the last `forget`, in order, without query: `GET /workspaces/1/`. */
  requests: string[];
  forget(): void;
  /** Answer 403 to what is asked of this path and below, or only where it is asked by a method; null ends it. */
  refuse(path: string | null, method?: string): void;
  /** Lets requests of a method wait on their way, until what is returned is called. */
  hold(method: string): () => void;
}

/**
 * The embedded environment behind `globalThis.fetch` and what sends files, with a list of the requests made: what tests of the query layer and of pages run
 * on. Opened at the top of a test file, for all its tests; each starts with an empty list, and what a test put in the place of `fetch`, refused or held ends with it.
 */
export async function openPageEnvironment(
  world: Parameters<typeof openTestEnvironment>[0],
): Promise<PageEnvironment> {
  const environment = await openTestEnvironment(world);
  const requests: string[] = [];
  let refused: { path: string; method: string | undefined } | null = null;
  let held: { method: string; until: Promise<void> } | null = null;
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const path = new URL(String(input), 'http://page').pathname.replace(/^\/api/, '');
    const method = init?.method ?? 'GET';
    requests.push(`${method} ${path}`);
    if (refused && path.startsWith(refused.path) && method === (refused.method ?? method))
      return Response.json({ detail: 'Refused by the test.' }, { status: 403 });
    if (init?.method === held?.method) await held?.until;
    // A blob of the page is none to Node.
    const body = init?.body instanceof Blob ? new Uint8Array(await init.body.arrayBuffer()) : init?.body;
    return withPageBlob(await environment.pageFetch(input, { ...init, ...(body ? { body } : {}) }));
  };
  const RealSending = globalThis.XMLHttpRequest;
  globalThis.XMLHttpRequest = SendingRequest as unknown as typeof XMLHttpRequest;
  const forget = () => void requests.splice(0);
  let given = globalThis.fetch;
  beforeEach(() => {
    forget();
    given = globalThis.fetch;
  });
  afterEach(() => {
    globalThis.fetch = given;
    refused = null;
    held = null;
  });
  afterAll(async () => {
    globalThis.fetch = realFetch;
    globalThis.XMLHttpRequest = RealSending;
    await environment.close();
  });
  return {
    ...environment,
    requests,
    forget,
    refuse(path, method) {
      refused = path === null ? null : { path, method };
    },
    hold(method) {
      let release = () => {};
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      held = { method, until };
      return () => {
        held = null;
        release();
      };
    },
  };
}

/** What is read as a blob is one of the page's own kind: jsdom takes Node's for a text. */
function withPageBlob(answer: Response): Response {
  const type = answer.headers.get('Content-Type') ?? '';
  answer.blob = async () => new Blob([await answer.arrayBuffer()], { type });
  return answer;
}
