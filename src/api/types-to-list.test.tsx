import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { entityKeys, FIRST_PAGE } from './entities.ts';
import { entityTypeQueries } from './entity-types.ts';
import { typesInDoubt } from './types-in-doubt.ts';
import { useTypesToList } from './types-to-list.ts';

/** A tree that shows an entity of type 9, which the server does not list, and how often somebody looked of what type that is. */
function shownTree() {
  const client = new QueryClient();
  const looked = { times: 0 };
  client.setQueryData(entityTypeQueries.getEntityTypes(1).queryKey, [
    { id: 3, name: 'Bridge', views: [], actions: [], child_entity_type_ids: [] },
  ]);
  const showPage = (index: number) => {
    const entity = {
      id: index,
      get entity_type() {
        looked.times += 1;
        return 9;
      },
    };
    const options = { ...FIRST_PAGE, offset: index * FIRST_PAGE.limit };
    client.setQueryData([...entityKeys.children(1, null), options], { count: 2, results: [entity] });
    looked.times = 0;
  };
  showPage(0);
  const wrapper = ({ children }: { children: React.ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return { showPage, looked, wrapper };
}

test('types of which the tree shows entities are among those that are listed', () => {
  const { wrapper } = shownTree();
  const { result } = renderHook(() => useTypesToList(1), { wrapper });
  expect(result.current).toMatchObject({ ids: [3, 9], unlisted: [9] });
});

test('types that may be inside others and are not listed are told, as entities of them may be missing', async () => {
  const client = new QueryClient();
  const types = (children: number[]) => [
    { id: 3, name: 'Bridge', views: [], actions: [], child_entity_type_ids: children },
  ];
  const wrapper = ({ children }: { children: React.ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result } = renderHook(() => typesInDoubt(useTypesToList(1)), { wrapper });
  const tell = (children: number[]) =>
    act(async () => client.setQueryData(entityTypeQueries.getEntityTypes(1).queryKey, types(children)));
  await tell([3]);
  await waitFor(() => expect(result.current).toBe(''));
  await tell([3, 9]);
  await waitFor(() => expect(result.current).toContain('lacks type 9, which may be inside others'));
});

test('while nobody searches, no entity is looked at when pages of the tree come', async () => {
  const { showPage, looked, wrapper } = shownTree();
  const { rerender } = renderHook(({ wanted }) => useTypesToList(1, wanted), {
    wrapper,
    initialProps: { wanted: false },
  });
  await act(async () => showPage(1));
  rerender({ wanted: false });
  expect(looked.times).toBe(0);
  rerender({ wanted: true });
  expect(looked.times).toBeGreaterThan(0);
});
