import { render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { expect, test } from 'vitest';
import { lazyAside } from './lazy-aside.ts';

test('a part that cannot be read takes nothing else down', async () => {
  const Missing = lazyAside(() => Promise.reject(new Error('Failed to fetch dynamically imported module')));
  const There = lazyAside(async () => () => <p>There</p>);
  render(
    <Suspense fallback="Loading">
      <p>Page</p>
      <Missing />
      <There />
    </Suspense>,
  );
  expect(await screen.findByText('There')).toBeVisible();
  expect(screen.getByText('Page')).toBeVisible();
});
