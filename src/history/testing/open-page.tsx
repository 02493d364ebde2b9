import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { createQueryClient } from '../../api/query-client.ts';
import { RouteError } from '../../shell/route-error.tsx';
import { theme } from '../../ui/theme.ts';
import * as page from '../revisions-page.tsx';

/** The history page at a URL, over whatever answers `fetch`. */
export function openHistory(url: string) {
  const client = createQueryClient();
  const router = createMemoryRouter(
    [
      {
        path: '/workspaces/:workspaceId/entities/:entityId/revisions',
        Component: page.Component,
        loader: page.loader(client),
        ErrorBoundary: RouteError,
        HydrateFallback: () => null,
      },
      { path: '*', Component: () => null },
    ],
    { initialEntries: [url] },
  );
  const screen = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...screen, router, client };
}
