import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { type LoaderFunction, type RouteObject, redirect } from 'react-router';
import { paths } from './paths.ts';
import { RootLayout } from './shell/root-layout.tsx';
import { NotFound, RouteError } from './shell/route-error.tsx';

/** What a page file exports. `loader` starts the reads of the page and does not wait for them. */
export interface PageModule {
  Component: ComponentType;
  loader?: (client: QueryClient) => LoaderFunction;
  ErrorBoundary?: ComponentType;
}

/** Every URL of the explorer, each page in a chunk of its own. */
export function createRoutes(client: QueryClient): RouteObject[] {
  const page = (load: () => Promise<PageModule>) => async () => {
    const module = await load();
    return {
      Component: module.Component,
      ErrorBoundary: module.ErrorBoundary ?? RouteError,
      ...(module.loader ? { loader: module.loader(client) } : {}),
    };
  };
  return [
    // Outside the frame, which asks who one is.
    {
      path: '/connect',
      ErrorBoundary: RouteError,
      HydrateFallback: () => null,
      lazy: page(() => import('./connect/connect-page.tsx')),
    },
    {
      path: '/',
      Component: RootLayout,
      ErrorBoundary: RouteError,
      HydrateFallback: () => null,
      children: [
        { index: true, loader: () => redirect(paths.workspaces()) },
        { path: 'workspaces', lazy: page(() => import('./workspaces/workspaces-page.tsx')) },
        {
          path: 'workspaces/:workspaceId',
          lazy: page(() => import('./shell/workspace-layout.tsx')),
          children: [
            { index: true, lazy: page(() => import('./workspaces/workspace-page.tsx')) },
            {
              path: 'entities/:entityId',
              lazy: page(() => import('./entity/entity-layout.tsx')),
              children: [
                { index: true, lazy: page(() => import('./entity/overview-page.tsx')) },
                { path: 'params', lazy: page(() => import('./editor/params-page.tsx')) },
                { path: 'revisions', lazy: page(() => import('./history/revisions-page.tsx')) },
                { path: 'jobs', lazy: page(() => import('./jobs/jobs-page.tsx')) },
                { path: 'files', lazy: page(() => import('./entity/files-page.tsx')) },
                { path: '*', Component: NotFound },
              ],
            },
            { path: '*', Component: NotFound },
          ],
        },
        { path: '*', Component: NotFound },
      ],
    },
  ];
}
