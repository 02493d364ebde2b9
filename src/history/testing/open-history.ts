import { RouteError } from '../../shell/route-error.tsx';
import { openAlone } from '../../testing/open-page.tsx';
import * as page from '../revisions-page.tsx';

/** The history page at a URL, over whatever answers `fetch`. */
export const openHistory = (url: string) =>
  openAlone(
    '/workspaces/:workspaceId/entities/:entityId/revisions',
    { ...page, ErrorBoundary: RouteError },
    url,
  );
