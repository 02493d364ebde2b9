import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useReadAhead } from './read-ahead.ts';

let read: string[] = [];
/** Its script says when it is read. */
function note(file: string, page: string) {
  vi.doMock(file, () => {
    read.push(page);
    return {};
  });
}

let isThere = true;
vi.mock('../api/session.ts', () => ({ isServerThere: async () => isThere }));

let idle: (() => void)[] = [];
/** The browser comes to rest once; what it does then is waited for. */
async function rest() {
  for (const act of idle.splice(0)) act();
  await new Promise<void>((done) => queueMicrotask(done));
  await vi.dynamicImportSettled();
}

beforeEach(() => {
  isThere = true;
  read = [];
  idle = [];
  vi.resetModules();
  note('../entity/entity-layout.tsx', 'entity');
  note('../entity/overview-page.tsx', 'overview');
  note('../history/revisions-page.tsx', 'revisions');
  note('../editor/params-page.tsx', 'params');
  vi.stubGlobal('requestIdleCallback', (act: () => void) => idle.push(act));
  vi.stubGlobal('cancelIdleCallback', () => {
    idle = [];
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function mount(client = new QueryClient()) {
  return renderHook(useReadAhead, {
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
}

test('the pages that are opened most are read one at a time, whenever the browser rests', async () => {
  mount();
  expect(read).toEqual([]);
  await rest();
  expect(read).toEqual(['entity']);
  for (let turn = 0; turn < 5; turn += 1) await rest();
  expect(read).toEqual(['entity', 'overview', 'revisions', 'params']);
});

test('nothing is read while answers are under way, nor once the pages are left', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const client = new QueryClient();
  let answer = (_: string) => {};
  const query = client.fetchQuery({
    queryKey: ['slow'],
    queryFn: () => new Promise<string>((resolve) => (answer = resolve)),
  });
  const { unmount } = mount(client);
  await rest();
  expect(read).toEqual([]);
  answer('here');
  await query;
  vi.advanceTimersByTime(10_000);
  vi.useRealTimers();
  await rest();
  expect(read).toEqual(['entity']);
  unmount();
  await rest();
  expect(read).toEqual(['entity']);
});

test('while the server is away nothing is read, which could never be read again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  isThere = false;
  mount();
  await rest();
  expect(read).toEqual([]);
  isThere = true;
  vi.advanceTimersByTime(10_000);
  vi.useRealTimers();
  await rest();
  expect(read).toEqual(['entity']);
});

test('who spares data is left alone', async () => {
  vi.stubGlobal('navigator', { connection: { saveData: true } });
  mount();
  await rest();
  expect(read).toEqual([]);
});
