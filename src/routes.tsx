import type { QueryClient } from '@tanstack/react-query';
import { type RouteObject, redirect } from 'react-router';
import { pageOf, workspacePages } from './pages.ts';
import { paths } from './paths.ts';
import { RootLayout } from './shell/root-layout.tsx';
import { NotFound, RouteError } from './shell/route-error.tsx';

/** While the first page is read the frame around it stands already. */
const coming = { HydrateFallback: () => null };

/** Every URL of the explorer, each page in a chunk of its own. */
export function createRoutes(client: QueryClient): RouteObject[] {
  const page = pageOf(client);
  return [
    // Outside the frame, which asks who one is.
    {
      ...coming,
      path: '/connect',
      ErrorBoundary: RouteError,
      children: [{ index: true, lazy: page(() => import('./connect/connect-page.tsx')) }],
    },
    {
      path: '/',
      Component: RootLayout,
      ErrorBoundary: RouteError,
      children: [
        { ...coming, index: true, element: null, loader: () => redirect(paths.workspaces()) },
        { ...coming, path: 'workspaces', lazy: page(() => import('./workspaces/workspaces-page.tsx')) },
        {
          ...coming,
          path: 'workspaces/:workspaceId',
          lazy: page(() => import('./shell/workspace-layout.tsx')),
          children: workspacePages(client),
        },
        { path: '*', Component: NotFound },
      ],
    },
  ];
}
