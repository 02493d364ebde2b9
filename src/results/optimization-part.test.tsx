import 'fake-indexeddb/auto';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openAlone } from '../testing/open-page.tsx';
import { Component as Optimization } from './optimization-part.tsx';

await openPageEnvironment({ records: bridges() });

test('a variant that gives some params changes these and removes no other', async () => {
  const value = readJson('{"results":[{"params":{"span":7.50},"analysis_result":{"cost":1}}]}');
  const context = { workspaceId: 5, entityId: 24, label: 'Optimise', params: undefined };
  const Component = () => <Optimization value={value} context={context} />;
  openAlone('/', { Component, loader: () => () => null }, '/');
  await userEvent.click(await screen.findByRole('button', { name: /^Look/ }));
  const variant = within(await screen.findByRole('region', { name: 'Variant 1' }));
  expect(await variant.findByRole('cell', { name: '7.50' })).toBeVisible();
  expect(variant.queryByText('width')).toBeNull();
});
