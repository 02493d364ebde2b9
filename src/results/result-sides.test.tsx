import 'fake-indexeddb/auto';
import { cleanup, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { LargePart, LargeResult, type MethodResult } from '../api/large-result.ts';
import { bridges } from '../testing/bridges.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openAlone } from '../testing/open-page.tsx';
import { ComparedResult } from './compared-result.tsx';

await openPageEnvironment({ records: bridges() });

function openSides(left: MethodResult, right: MethodResult): void {
  cleanup();
  const context = { workspaceId: 5, entityId: 24, label: 'Optimise', params: undefined };
  const Component = () => (
    <ComparedResult
      left={{ name: 'Before', result: left, context }}
      right={{ name: 'After', result: right, context }}
    />
  );
  openAlone('/', { Component, loader: () => () => null }, '/');
}
const side = async (name: string) => within(await screen.findByRole('region', { name }));

test('each of two results of one method that set params says what it would change itself', async () => {
  const setting = (width: string): JsonValue => readJson(`{"set_params": {"width": ${width}}}`);
  openSides(setting('7.50'), setting('8.50'));
  expect(await (await side('Before')).findByRole('cell', { name: '7.50' })).toBeVisible();
  expect(await (await side('After')).findByRole('cell', { name: '8.50' })).toBeVisible();
});

test('each of two large results of one length is read itself', async () => {
  const large = (name: string): MethodResult => {
    const text = new Blob([`{"url": "/api/transfers/x/", "filename": "${name}"}`]);
    return new LargeResult([['ifc', new LargePart(text)]], text);
  };
  openSides(large('1.ifc'), large('2.ifc'));
  expect(await (await side('Before')).findByRole('button', { name: 'Download 1.ifc' })).toBeVisible();
  expect(await (await side('After')).findByRole('button', { name: 'Download 2.ifc' })).toBeVisible();
});

test('what only one of two results holds is shown beside what is compared', async () => {
  const data = '"data": [{"key": "uc", "label": "UC", "value": 1}]';
  const file = '"download": {"url": "/api/transfers/x/", "filename": "one.pdf"}';
  openSides(
    readJson(`{${data}, ${file}}`) as MethodResult,
    readJson(`{${data}, "table": [["pile 7"]]}`) as MethodResult,
  );
  expect(await screen.findByText('All values are the same.')).toBeVisible();
  expect(await (await side('Before')).findByRole('button', { name: 'Download one.pdf' })).toBeVisible();
  expect(await (await side('After')).findByRole('cell', { name: 'pile 7' })).toBeVisible();
});
