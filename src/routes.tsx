import type { QueryClient } from '@tanstack/react-query';
import { type RouteObject, redirect } from 'react-router';
import { pageOf, workspacePages } from './pages.ts';
import { paths } from './paths.ts';
import { RootLayout } from './shell/root-layout.tsx';
import { NotFound, RouteError } from './shell/route-error.tsx';

/** Every URL of the explorer, each page in a chunk of its own. */
export function createRoutes(client: QueryClient): RouteObject[] {
  const page = pageOf(client);
  return [
    // Outside the frame, which asks who one is.
    {
      path: '/connect',
      ErrorBoundary: RouteError,
      HydrateFallback: () => null,
      children: [{ index: true, lazy: page(() => import('./connect/connect-page.tsx')) }],
    },
    {
      path: '/',
      Component: RootLayout,
      ErrorBoundary: RouteError,
      HydrateFallback: () => null,
      children: [
        { index: true, element: null, loader: () => redirect(paths.workspaces()) },
        { path: 'workspaces', lazy: page(() => import('./workspaces/workspaces-page.tsx')) },
        {
          path: 'workspaces/:workspaceId',
          lazy: page(() => import('./shell/workspace-layout.tsx')),
          children: workspacePages(client),
        },
        { path: '*', Component: NotFound },
      ],
    },
  ];
}
