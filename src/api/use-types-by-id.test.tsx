import { QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { createQueryClient } from './query-client.ts';
import { useTypesById } from './use-types-by-id.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const typeOf = (id: number) => ({ id, name: `Type ${id}`, child_entity_type_ids: [] });

/** A server that lists type 1 and tells the others below 90 when it is asked for them. */
function server() {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (input: unknown) => {
    const path = String(input)
      .replace(/^.*\/entity_types\//, '')
      .replace(/\?.*/, '');
    asked.push(path);
    if (path === '') return Response.json({ count: 1, next: null, previous: null, results: [typeOf(1)] });
    const id = Number(path.replace('/', ''));
    return id < 90 ? Response.json(typeOf(id)) : Response.json({ detail: 'Not found.' }, { status: 404 });
  });
  const client = createQueryClient();
  const wrapper = ({ children }: { children: React.ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return { asked, wrapper };
}

test('each type that the list lacks is asked for once, and given once however often it is named', async () => {
  const { asked, wrapper } = server();
  const ids = [1, 7, 7, 8, 90];
  const first = renderHook(() => useTypesById(1, ids), { wrapper });
  const second = renderHook(() => useTypesById(1, ids), { wrapper });
  await waitFor(() => expect(second.result.current.isPending).toBe(false));
  expect(first.result.current.types.map(({ id }) => id)).toEqual([1, 7, 8]);
  first.unmount();
  renderHook(() => useTypesById(1, ids), { wrapper });
  await new Promise((go) => setTimeout(go, 50));
  expect(asked).toEqual(['', '7/', '8/', '90/']);
});

test('“Try again” asks for each that could not be read', async () => {
  const { asked, wrapper } = server();
  const { result } = renderHook(() => useTypesById(1, [7, 90, 91]), { wrapper });
  await waitFor(() => expect(result.current.error).not.toBeNull());
  await waitFor(() => expect(result.current.isPending).toBe(false));
  asked.length = 0;
  result.current.retry();
  await waitFor(() => expect(asked).toEqual(['90/', '91/']));
});
