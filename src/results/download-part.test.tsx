import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { saveBlob, saveLink } from '../ui/save-blob.ts';
import { Component as DownloadPart } from './download-part.tsx';
import type { PartProps } from './part.ts';

vi.mock('../ui/save-blob.ts', () => ({ saveBlob: vi.fn(), saveLink: vi.fn() }));

afterEach(() => {
  vi.unstubAllGlobals();
  vi.mocked(saveBlob).mockClear();
});

function show(value: string, headers: Record<string, string>, renew?: PartProps['context']['renew']) {
  vi.stubGlobal('fetch', async () => new Response('1;2', { headers }));
  const context = { workspaceId: 1, entityId: 2, label: 'Results', params: undefined };
  render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <DownloadPart
          kind="download"
          value={readJson(value)}
          context={renew ? { ...context, renew } : context}
        />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return userEvent.click(screen.getByRole('button', { name: /^Download/ }));
}

it.each([
  [
    'the app, before the one of its store',
    '{"url":"/api/transfers/x/","filename":"report.xlsx"}',
    'report.xlsx',
  ],
  ['its store, where the app gives none', '{"url":"/api/transfers/x/"}', 'a1b2.bin'],
])('a file of a result is kept under the name of %s', async (_whose, value, name) => {
  await show(value, { 'Content-Disposition': 'attachment; filename="a1b2.bin"' });
  await waitFor(() => expect(saveBlob).toHaveBeenCalledOnce());
  expect(vi.mocked(saveBlob).mock.calls[0]?.[1]).toBe(name);
});

it('a file of a result that is too large to hold goes past the page by a link of its own', async () => {
  const renewed = readJson(
    '{"download":{"url":"/api/transfers/second/"},"ifc":{"url":"/api/transfers/third/"}}',
  );
  await show('{"url":"/api/transfers/first/"}', { 'Content-Length': '60000000' }, async () => renewed);
  await waitFor(() => expect(saveLink).toHaveBeenCalledOnce());
  expect(vi.mocked(saveLink).mock.calls[0]?.[0]).toBe('/api/transfers/second/');
});
