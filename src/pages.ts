import type { QueryClient } from '@tanstack/react-query';
import { type ComponentType, createElement } from 'react';
import { type LoaderFunction, type RouteObject, useRouteError } from 'react-router';
import { NotFound, RouteError } from './shell/route-error.tsx';
import { isMissingPart } from './ui/missing-part.ts';

/** What a page file exports. `loader` starts the reads of the page and does not wait for them. */
export interface PageModule {
  Component: ComponentType;
  loader?: (client: QueryClient) => LoaderFunction;
  ErrorBoundary?: ComponentType;
}

/** Makes the route of a page file, fetched when somebody goes there. */
export function pageOf(client: QueryClient) {
  return (load: () => Promise<PageModule>) => async () => {
    const module = await load();
    return {
      Component: module.Component,
      ErrorBoundary: module.ErrorBoundary ? orMissingPart(module.ErrorBoundary) : RouteError,
      ...(module.loader ? { loader: module.loader(client) } : {}),
    };
  };
}

/** A page below this one, whose script is no longer there, has no boundary of its own yet. */
function orMissingPart(Own: ComponentType): ComponentType {
  return function Boundary() {
    return createElement(isMissingPart(useRouteError()) ? RouteError : Own);
  };
}

/** The pages of a workspace: beside its tree, and again in the second pane of side by side. */
export function workspacePages(client: QueryClient): RouteObject[] {
  const page = pageOf(client);
  return [
    { index: true, lazy: page(() => import('./workspaces/workspace-page.tsx')) },
    { path: 'search', lazy: page(() => import('./search/search-page.tsx')) },
    { path: 'entities', lazy: page(() => import('./table/entities-page.tsx')) },
    {
      path: 'entities/:entityId',
      lazy: page(() => import('./entity/entity-layout.tsx')),
      children: [
        { index: true, lazy: page(() => import('./entity/overview-page.tsx')) },
        { path: 'params', lazy: page(() => import('./editor/params-page.tsx')) },
        { path: 'revisions', lazy: page(() => import('./history/revisions-page.tsx')) },
        { path: 'jobs', lazy: page(() => import('./jobs/jobs-page.tsx')) },
        { path: 'files', lazy: page(() => import('./files/files-page.tsx')) },
        { path: '*', Component: NotFound },
      ],
    },
    { path: '*', Component: NotFound },
  ];
}
