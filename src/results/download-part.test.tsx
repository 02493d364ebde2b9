import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { saveBlob } from '../ui/save-blob.ts';
import { Component as DownloadPart } from './download-part.tsx';

vi.mock('../ui/save-blob.ts', () => ({ saveBlob: vi.fn(), saveLink: vi.fn() }));

afterEach(() => {
  vi.unstubAllGlobals();
  vi.mocked(saveBlob).mockClear();
});

it.each([
  [
    'the app, before the one of its store',
    '{"url":"/api/transfers/x/","filename":"report.xlsx"}',
    'report.xlsx',
  ],
  ['its store, where the app gives none', '{"url":"/api/transfers/x/"}', 'a1b2.bin'],
])('a file of a result is kept under the name of %s', async (_whose, value, name) => {
  const headers = { 'Content-Disposition': 'attachment; filename="a1b2.bin"' };
  vi.stubGlobal('fetch', async () => new Response('1;2', { headers }));
  const context = { workspaceId: 1, entityId: 2, label: 'Results', params: undefined };
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <DownloadPart value={readJson(value)} context={context} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: /^Download/ }));
  await waitFor(() => expect(saveBlob).toHaveBeenCalledOnce());
  expect(vi.mocked(saveBlob).mock.calls[0]?.[1]).toBe(name);
});
