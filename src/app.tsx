import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from './api/query-client.ts';
import { serverMode, startSession } from './api/session.ts';
import { paths } from './paths.ts';
import { createRoutes } from './routes.tsx';
import { reportCaught } from './shell/report.ts';
import { theme } from './ui/theme.ts';

/** The nonce that the server put into this page, for the style sheet Mantine writes. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

// The part of Mantine's dialogs that stops the page from scrolling writes a style sheet too, and looks for its nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

startSession(serverMode(), () => {
  const { pathname, search } = window.location;
  if (pathname !== paths.connect()) window.location.replace(paths.connect(pathname + search));
});

export function App() {
  const [client] = useState(createQueryClient);
  const [router] = useState(() => createBrowserRouter(createRoutes(client)));
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} onError={reportCaught} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
