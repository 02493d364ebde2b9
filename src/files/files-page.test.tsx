import 'fake-indexeddb/auto';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { requestLog } from '../api/request-log.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { hideType } from '../testing/hide-type.ts';
import { openPage } from '../testing/open-page.tsx';

const PAGE = '/workspaces/1/entities/1020/files';
const base64 = (content: string | Buffer) => Buffer.from(content).toString('base64');
const files = [
  [701, 'readings.csv', base64('depth;qc\n0,02;1,50\n10;0,9\n')],
  [702, 'no photo.jpg', base64('IMG is somewhere else')],
  [703, 'latin.txt', base64(Buffer.from('Höhe ½ m', 'latin1'))],
  [705, 'report.pdf', base64('<b>no document</b>')],
  [704, 'drawing.bin', base64(Buffer.from([80, 75, 3, 4, 0, 0, 0, 8, 1, 2]))],
].map(([id, filename, content_base64]) => ({
  ...{ kind: 'file' as const, id: Number(id), entity: 1020, filename: String(filename) },
  ...{ size: 123_456_789_012, content_base64: String(content_base64) },
  ...{ created_at: '2026-03-11T09:41:27Z', created_by: 104 },
}));

const records = smallWorld();
const at = records.findIndex(({ kind }) => kind === 'file');
const environment = await openPageEnvironment({
  records: [...records.slice(0, at), ...files, ...records.slice(at)],
  permissions: smallRights,
});

const table = () => screen.findByRole('table', { name: 'Files' });
const row = async (name: string) => within(await table()).getByRole('row', { name: new RegExp(name) });
const sent = () => environment.requests.filter((line) => line.startsWith('POST'));
const choose = (...chosen: File[]) =>
  fireEvent.change(screen.getByLabelText('Files to add', { selector: 'input' }), {
    target: { files: chosen },
  });

test('files are listed with name, size, date, author and id, by one request', async () => {
  openPage(PAGE);
  const first = await row('readings.csv');
  await waitFor(() => expect(first).toHaveTextContent('Henrik'));
  expect(first).toHaveTextContent('123 GB');
  expect(first).toHaveTextContent('701');
  expect(within(first).getByText(/2026/).closest('time')).toHaveAttribute('datetime', '2026-03-11T09:41:27Z');
  expect(environment.requests.filter((line) => line === 'GET /workspaces/1/files/')).toHaveLength(1);
});

test('separated values are looked at as a table, from a link in the address, which is asked for once', async () => {
  const { user, router } = openPage(PAGE);
  await user.click(within(await row('readings.csv')).getByRole('button', { name: 'Preview readings.csv' }));
  const values = await screen.findByRole('table', { name: 'Values of readings.csv' });
  expect(within(values).getByRole('cell', { name: '0,02' })).toHaveAttribute('data-end');
  expect(router.state.location.search).toBe('?file=701');
  expect(environment.requests.filter((line) => line.includes('/701/'))).toEqual([
    'GET /workspaces/1/files/701/download/',
  ]);
  expect(environment.requests.filter((line) => line.includes('/downloads/'))).toHaveLength(1);
});

test.each([
  [702, 'IMG is somewhere else'],
  [703, 'Höhe ½ m'],
  [704, 'There is no preview of this kind of file. Download it to look at it.'],
])('file %i shows what is in it, or that nothing can be shown', async (id, words) => {
  openPage(`${PAGE}?file=${id}`);
  expect(await screen.findByText(words)).toBeVisible();
});

test('a picture that is none says so above its text', async () => {
  openPage(`${PAGE}?file=702`);
  expect(await screen.findByText(/not an image of a kind that is shown here/)).toBeVisible();
});

/** What the browser is given to keep: where it leads, under which name, and the text of what the page itself gives. */
function keptByBrowser() {
  const kept: { href: string; name: string; text: Promise<string> }[] = [];
  let given = new Blob();
  vi.stubGlobal('URL', class extends URL {});
  URL.createObjectURL = (blob) => {
    given = blob as Blob;
    return 'blob:given';
  };
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    kept.push({ href: this.href, name: this.download, text: given.text() });
  });
  onTestFinished(() => {
    clicked.mockRestore();
    vi.unstubAllGlobals();
  });
  return kept;
}

test('a file is downloaded by one use of a link that is asked for on the click', async () => {
  const kept = keptByBrowser();
  const { user } = openPage(PAGE);
  const button = within(await row('readings.csv')).getByRole('button', { name: 'Download readings.csv' });
  expect(environment.requests.filter((line) => line.includes('/download/'))).toEqual([]);
  await user.click(button);
  await waitFor(() => expect(kept).toHaveLength(1));
  expect(kept[0]).toMatchObject({ href: 'blob:given', name: 'readings.csv' });
  expect(await kept[0]?.text).toBe('depth;qc\n0,02;1,50\n10;0,9\n');
  expect(environment.requests.filter((line) => line.includes('/downloads/'))).toHaveLength(1);
});

test.each(['told', 'not told'])(
  'a file that is too large to hold, of a length that is %s, goes past the page by a link of its own',
  async (length) => {
    const kept = keptByBrowser();
    const { fetch } = globalThis;
    let links = 0;
    let left = false;
    globalThis.fetch = async (input, init) => {
      const path = String(input);
      if (path.includes('/703/download/'))
        return Response.json({ temp_download_url: `/api/downloads/link-${++links}/` });
      if (!path.includes('/downloads/link-')) return fetch(input, init);
      init?.signal?.addEventListener('abort', () => {
        left = true;
      });
      const piece = new Uint8Array(1_000_000);
      const body = new ReadableStream({
        pull: (control) => (left ? control.close() : control.enqueue(piece)),
      });
      return new Response(body, { headers: length === 'told' ? { 'Content-Length': '300000000' } : {} });
    };
    const { user } = openPage(PAGE);
    await user.click(within(await row('latin.txt')).getByRole('button', { name: 'Download latin.txt' }));
    await waitFor(() => expect(kept).toHaveLength(1));
    expect(kept[0]?.href).toMatch(/\/api\/downloads\/link-2\/$/);
    expect(kept[0]?.name, 'its name where the store tells none').toBe('latin.txt');
    expect(left, 'what the page had begun to read is given up').toBe(true);
  },
);

test('a link that is not given at once is asked for again', async () => {
  const kept = keptByBrowser();
  const { fetch } = globalThis;
  let asked = 0;
  globalThis.fetch = async (input, init) =>
    String(input).includes('/703/download/') && ++asked === 1
      ? new Response('', { status: 502 })
      : fetch(input, init);
  const { user } = openPage(PAGE);
  await user.click(within(await row('latin.txt')).getByRole('button', { name: 'Download latin.txt' }));
  await waitFor(() => expect(kept).toHaveLength(1));
  expect(asked).toBe(2);
});

test('a download that is asked for by two clicks in a row is one', async () => {
  const kept = keptByBrowser();
  const before = environment.requests.filter((line) => line.includes('/downloads/')).length;
  openPage(PAGE);
  const button = within(await row('readings.csv')).getByRole('button', { name: 'Download readings.csv' });
  // Faster than the button is drawn anew.
  for (const _ of [1, 2]) fireEvent.click(button);
  await waitFor(() => expect(kept).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(kept).toHaveLength(1);
  expect(environment.requests.filter((line) => line.includes('/downloads/')).length - before).toBe(1);
});

test('a download that breaks off is told, and nothing is kept', async () => {
  const kept = keptByBrowser();
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    if (!String(input).includes('/downloads/')) return fetch(input, init);
    const body = new ReadableStream({ pull: (control) => control.error(new TypeError('network error')) });
    return new Response(body, { headers: { 'Content-Length': '8' } });
  };
  const { user } = openPage(PAGE);
  await user.click(within(await row('latin.txt')).getByRole('button', { name: 'Download latin.txt' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(/could not be reached/);
  expect(kept).toEqual([]);
});

test('files are added one after the other in three steps each, and the list is read again', async () => {
  openPage(PAGE);
  await table();
  environment.forget();
  choose(new File(['one'], 'first.txt'), new File(['two'], 'second.txt'));
  expect(await screen.findByText('2 files were added.')).toHaveRole('status');
  expect(await row('second.txt')).toHaveTextContent('3 B');
  expect(sent().map((line) => line.replace(/\d+\/uploaded/, 'N/uploaded'))).toEqual([
    ...['POST /workspaces/1/files/', 'POST /uploads/', 'POST /workspaces/1/files/N/uploaded/'],
    ...['POST /workspaces/1/files/', 'POST /uploads/', 'POST /workspaces/1/files/N/uploaded/'],
  ]);
  const told = requestLog.read().find(({ url }) => url.endsWith('/uploaded/'));
  expect(told?.body, 'documented as required').toBe('{}');
});

test('what is refused is named with the reason, and tried again without what was added before it', async () => {
  const { user } = openPage(PAGE);
  await table();
  environment.refuse('/uploads/');
  choose(new File(['x'], 'third.txt'));
  expect(await screen.findByText('third.txt was not added: Refused by the test.')).toHaveRole('alert');
  environment.refuse(null);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('third.txt was added.')).toBeVisible();
  expect(await row('third.txt')).toBeVisible();
});

test('what a store refuses in words of its own is told by its status, without the link it was sent by', async () => {
  openPage(PAGE);
  await table();
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) =>
    String(input).includes('/uploads/')
      ? new Response('<Error><Code>EntityTooLarge</Code></Error>', { status: 400 })
      : fetch(input, init);
  choose(new File(['x'], 'eighth.txt'));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'eighth.txt was not added: The server answered the upload with status 400.',
  );
});

test('a file that is refused keeps none of the others back, and only it is tried again', async () => {
  const { user } = openPage(PAGE);
  await table();
  const long = new File(['x'], `${'n'.repeat(130)}.txt`);
  choose(new File(['x'], 'fourth.txt'), long, new File(['x'], 'fifth.txt'));
  expect(await screen.findByText('2 of 3 files were added.')).toHaveRole('status');
  expect(screen.getByRole('alert')).toHaveTextContent(/n{130}\.txt was not added: A name may have at most/);
  expect(await row('fifth.txt')).toBeVisible();
  environment.forget();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('alert')).toBeVisible();
  expect(sent()).toEqual([]);
});

test('a broken connection does not say that the file was not added, and what was not sent is kept', async () => {
  const { user } = openPage(PAGE);
  await table();
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    if (String(input).endsWith('/uploaded/')) throw new TypeError('Failed to fetch');
    return fetch(input, init);
  };
  choose(new File(['x'], 'sixth.txt'), new File(['x'], 'seventh.txt'));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /^sixth\.txt: .*not known whether this was stored/,
  );
  expect(screen.getByText('1 more was not sent.')).toHaveRole('status');
  globalThis.fetch = fetch;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('2 files were added.')).toBeVisible();
});

test('what a server that failed has made of a file is not told as if it were known', async () => {
  openPage(PAGE);
  await table();
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) =>
    String(input).endsWith('/uploaded/') ? new Response('', { status: 502 }) : fetch(input, init);
  choose(new File(['x'], 'ninth.txt'));
  expect(await screen.findByRole('alert')).toHaveTextContent(
    /^ninth\.txt: The environment cannot be reached/,
  );
});

test('a link that leads nowhere shows no page of the explorer as if it were the file', async () => {
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) =>
    String(input).includes('/download/') ? Response.json({ temp_download_url: '' }) : fetch(input, init);
  openPage(`${PAGE}?file=702`);
  expect(await screen.findByText(/names no place from where this can be read/)).toBeVisible();
});

test('a file of no known size may never have been sent, and is tried to be downloaded', async () => {
  const kept = keptByBrowser();
  const { fetch } = globalThis;
  const given = [
    { id: 709, filename: 'never.txt', file_size: null },
    { id: 703, filename: 'latin.txt' },
    { id: 710, filename: 'digits.txt', file_size: '2048' },
  ];
  globalThis.fetch = async (input, init) => {
    const path = String(input);
    if (path.includes('/files/?')) return Response.json({ count: 3, next_token: null, results: given });
    if (path.includes('/709/download/')) return Response.json({ temp_download_url: '/api/downloads/none/' });
    return fetch(input, init);
  };
  const { user } = openPage(PAGE);
  expect(await row('never.txt')).toHaveTextContent('Not given');
  expect(await row('latin.txt')).toHaveTextContent('Not given');
  expect(await row('digits.txt')).toHaveTextContent('2.05 kB');
  expect(screen.getByText(/may have been announced and never sent/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Download never.txt' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(/this link|does not exist|expired/i);
  expect(kept).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Download latin.txt' }));
  await waitFor(() => expect(kept).toHaveLength(1));
});

test('a document that is none says so above its text', async () => {
  openPage(`${PAGE}?file=705`);
  expect(await screen.findByText('This is no PDF document, whatever it is called.')).toBeVisible();
  expect(await screen.findByText('<b>no document</b>')).toBeVisible();
});

test('without the right to read them, the page says why', async () => {
  environment.refuse('/workspaces/1/files');
  openPage(PAGE);
  expect(await screen.findByText('Refused by the test.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Add files' })).toBeNull();
});

test('an entity is a file also where the list of types lacks its type', async () => {
  hideType(40);
  openPage('/workspaces/1/entities/1022/files');
  expect(await screen.findByText('This entity is a file.')).toBeVisible();
});

test('the parts of the page of an entity that is a file do not share a key', async () => {
  const warned = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  openPage('/workspaces/1/entities/1022/files');
  await screen.findByRole('button', { name: 'Preview sounding.gef' });
  await screen.findByRole('button', { name: 'Add files' });
  expect(warned.mock.calls.flat().join('\n')).not.toContain('same key');
  warned.mockRestore();
});

test('an entity that is a file is looked at and downloaded itself', async () => {
  const { user } = openPage('/workspaces/1/entities/1022/files');
  await user.click(await screen.findByRole('button', { name: 'Preview sounding.gef' }));
  expect(await screen.findByText('hello')).toBeVisible();
  expect(screen.getByText(/Not a sounding/)).toBeVisible();
});
