import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { compareParams } from '../params/compare.ts';
import { ExportMenu } from './export-menu.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function open(depth: number) {
  const deep = readJson(`{"x":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`);
  render(
    <ExportMenu
      comparison={compareParams(new Map(), deep)}
      title="Changes"
      names={{ left: 'old', right: 'new' }}
      labels={undefined}
      entity={{ workspaceId: 1, entityId: 2 }}
    />,
  );
  const user = userEvent.setup();
  const write = vi.spyOn(navigator.clipboard, 'writeText');
  const press = (name: string) => user.click(screen.getByRole('button', { name }));
  return { write, press };
}

test('params nested more deeply than Python reads are told so, and copied as JSON Patch', async () => {
  const { write, press } = open(20_000);
  await press('Copy as Python');
  expect(
    await screen.findByText('Not made: Python reads no values nested as deeply as these.'),
  ).toBeVisible();
  expect(write).not.toHaveBeenCalled();
  await press('Copy as JSON Patch');
  expect(await screen.findByText('Copied as JSON Patch.')).toBeVisible();
});

test('values are nested in Python as deeply as it reads them', async () => {
  const { write, press } = open(199);
  await press('Copy as Python');
  expect(await screen.findByText('Copied as Python.')).toBeVisible();
  expect(write.mock.calls[0]?.[0]).toContain(`params["x"] = ${'{"a": '.repeat(199)}1${'}'.repeat(199)}`);
});
