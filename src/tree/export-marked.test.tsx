import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';

const environment = await openPageEnvironment({ records: bridges() });

test('an export holds the params of this moment, and says of how many none were given', async () => {
  const { user } = openPage('/workspaces/5/entities/31');
  const mark = async (name: string) => {
    (await screen.findByRole('treeitem', { name })).focus();
    await user.keyboard('{Control>} {/Control}');
  };
  await mark('Yard');
  await mark('Shed');
  await screen.findByRole('heading', { level: 1, name: 'Yard' });
  const body = { properties: { saved: 'meanwhile' } };
  await environment.fetch('/workspaces/5/entities/31/', { method: 'PUT', body });
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const answer = await plain(input, init);
    if (!String(input).includes('/entities/32/')) return answer;
    return Response.json({ ...(await answer.json()), properties: null });
  };
  const files: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    files.push(file as Blob);
    return 'blob:file';
  });
  const bar = within(await screen.findByRole('region', { name: 'Marked entities' }));
  await user.click(bar.getByRole('button', { name: 'Export' }));
  await waitFor(() => expect(files).toHaveLength(1));
  const text = await files[0]?.text();
  expect(text).toContain('"params":{"saved":"meanwhile"}');
  expect(text).toContain('"name":"Shed","type":"Bridge","params":null');
  expect(await bar.findByRole('status')).toHaveTextContent('of 1 the server gave no params');
  globalThis.fetch = plain;
});
