import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';

const environment = await openPageEnvironment({ records: bridges() });

/** Through the pages of two entities; resolves to how often `path` was asked for. */
async function timesAsked(path: string): Promise<number> {
  environment.refuse(path, 'GET');
  const { router, isRead } = openPage('/workspaces/5/entities/1000');
  for (const to of ['1000/revisions', '1000/params', '1000', '1001', '1001/jobs', '1000']) {
    await screen.findByRole('tree');
    await isRead();
    await act(() => router.navigate(`/workspaces/5/entities/${to}`));
  }
  await isRead();
  return environment.requests.filter((request) => request === `GET ${path}`).length;
}

test.each(['/workspaces/5/users/', '/workspaces/5/entity_types/'])(
  'who goes from page to page asks once for %s, which they only mention, where it is refused',
  async (path) => {
    expect(await timesAsked(path)).toBe(1);
  },
);

test('who goes back to an entity that was refused asks for it again', async () => {
  const path = '/workspaces/5/entities/1000/';
  environment.refuse(path, 'GET');
  const { router, isRead } = openPage('/workspaces/5/entities/1000');
  const asked = () => environment.requests.filter((request) => request === `GET ${path}`).length;
  await screen.findAllByRole('alert');
  await isRead();
  const before = asked();
  await act(() => router.navigate('/workspaces/5/entities/1001'));
  await isRead();
  await act(() => router.navigate('/workspaces/5/entities/1000'));
  await isRead();
  expect(asked()).toBeGreaterThan(before);
});
