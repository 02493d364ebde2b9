import { screen } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { quirky } from '../../server/testing/quirks.ts';
import { readBranches } from '../api/branches.ts';
import { tableWorld } from '../table/testing/world.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';

const environment = await openPageEnvironment({ records: tableWorld() });
beforeAll(() => {
  const answer = quirky(['pageCapOf25'], (request) => environment.pageFetch(request));
  globalThis.fetch = (input, init) => {
    const { signal: _signal, ...rest } = init ?? {};
    return answer(new Request(new URL(String(input), 'http://127.0.0.1:4700'), rest));
  };
});

test('the children of a server that gives 25 at a time stay in the tree while they are listed', async () => {
  const { client } = openPage('/workspaces/6/entities/1');
  expect(await screen.findByText('1–25 of 450')).toBeVisible();
  expect(readBranches(client, 6).get(1)?.pages.get(0)?.entities).toHaveLength(25);
});
