import '@testing-library/jest-dom/vitest';
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { RouteError } from './route-error.tsx';

afterEach(cleanup);

function open(error: Error) {
  const route = {
    path: '/',
    ErrorBoundary: RouteError,
    HydrateFallback: () => null,
    lazy: () => Promise.reject(error),
  };
  render(
    <MantineProvider env="test">
      <RouterProvider router={createMemoryRouter([route])} onError={() => {}} />
    </MantineProvider>,
  );
}

test.each([
  new TypeError('Failed to fetch dynamically imported module: http://127.0.0.1/assets/params-page-1.js'),
  new TypeError('error loading dynamically imported module: http://127.0.0.1/assets/params-page-1.js'),
  new TypeError('Importing a module script failed.'),
  new Error('Unable to preload CSS for /assets/params-page-1.css'),
])('a part that is no longer there asks for a reload: %s', async (error) => {
  open(error);
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'A part of the explorer could not be loadedA newer version of the explorer may have taken its place',
  );
  expect(screen.getByRole('button', { name: 'Reload' })).toBeVisible();
});

test('any other fault is told as it is, and can be tried again', async () => {
  open(new TypeError('x.module is not a function'));
  expect(await screen.findByRole('alert')).toHaveTextContent('x.module is not a function');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});
