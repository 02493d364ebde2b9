import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ComponentType } from 'react';
import { createMemoryRouter, type LoaderFunction, type RouteObject, RouterProvider } from 'react-router';
import { expect } from 'vitest';
import { createQueryClient } from '../api/query-client.ts';
import { createRoutes } from '../routes.tsx';
import { theme } from '../ui/theme.ts';

/** The whole explorer at an address, as a person opens it. */
export function openPage(address: string) {
  return { ...open(createRoutes, address), user: userEvent.setup() };
}

interface Page {
  Component: ComponentType;
  loader: (client: QueryClient) => LoaderFunction;
  ErrorBoundary?: ComponentType;
}

/** One page at an address, without the frame around it; at every other address there is nothing. */
export function openAlone(pattern: string, page: Page, address: string) {
  return open(
    (client) => [
      { path: pattern, ...page, loader: page.loader(client), HydrateFallback: () => null },
      { path: '*', Component: () => null },
    ],
    address,
  );
}

function open(routes: (client: QueryClient) => RouteObject[], address: string) {
  const client = createQueryClient();
  const router = createMemoryRouter(routes(client), { initialEntries: [address] });
  const screen = render(
    <MantineProvider theme={theme} env="test" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  /** Resolves as soon as nothing is being read. */
  const isRead = () => waitFor(() => expect(client.isFetching()).toBe(0));
  return { ...screen, client, router, isRead };
}
