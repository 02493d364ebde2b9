import { MantineProvider } from '@mantine/core';
import { QueryClient } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { expect, test } from 'vitest';
import { ApiError } from '../api/http.ts';
import { pageOf } from '../pages.ts';
import { RouteError } from './route-error.tsx';

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
    /^A part of the explorer could not be loaded.*a newer version of the explorer has taken its place/,
  );
  expect(screen.getByRole('button', { name: 'Reload' })).toBeVisible();
});

test('a reload that would reach no server is not made', async () => {
  const realFetch = globalThis.fetch;
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  open(new TypeError('Failed to fetch dynamically imported module: http://127.0.0.1/assets/x.js'));
  fireEvent.click(await screen.findByRole('button', { name: 'Reload' }));
  expect(await screen.findByText(/^The server still cannot be reached\./)).toBeVisible();
  globalThis.fetch = realFetch;
});

test('below a page with a boundary of its own as well, which tells its own faults', async () => {
  const own = { Component: Outlet, ErrorBoundary: () => <p>Told by the page</p> };
  const gone = new Error('Unable to preload CSS for /assets/params-page-1.css');
  for (const [error, told] of [
    [gone, 'A part of the explorer could not be loaded'],
    [new Error('x'), 'Told by the page'],
  ] as const) {
    const layout = {
      path: '/',
      HydrateFallback: () => null,
      lazy: pageOf(new QueryClient())(() => Promise.resolve(own)),
      children: [{ index: true, lazy: () => Promise.reject(error) }],
    };
    render(
      <MantineProvider env="test">
        <RouterProvider router={createMemoryRouter([layout])} onError={() => {}} />
      </MantineProvider>,
    );
    expect(await screen.findByText(told)).toBeVisible();
    cleanup();
  }
});

test('any other fault is told as it is, and can be tried again', async () => {
  open(new TypeError('x.module is not a function'));
  expect(await screen.findByRole('alert')).toHaveTextContent('x.module is not a function');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test.each([
  [{ kind: 'refused', status: 502 }, 'The environment does not answer'],
  [{ kind: 'refused', status: 502, gateway: 'unreachable' }, 'The environment does not answer'],
  [{ kind: 'refused', status: 504, gateway: 'timeout' }, 'The environment does not answer'],
  [{ kind: 'refused', status: 502, gateway: 'redirect' }, 'The environment sends elsewhere'],
  [{ kind: 'unreachable' }, 'No connection to the server'],
] as const)('an outage as %o says what happened and what stays', async (details, title) => {
  open(new ApiError('It is down.', details));
  const alert = await screen.findByRole('alert');
  expect(screen.getByRole('heading', { level: 1, name: title })).toBeVisible();
  expect(alert).toHaveTextContent(/It is down\..* edits stay in this browser\./);
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('a sign-in that has ended is told as one', async () => {
  open(new ApiError('Your token is no longer accepted.', { kind: 'refused', status: 401 }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Not signed in' })).toBeVisible();
});
