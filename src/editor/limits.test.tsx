import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { ArchiveRecord } from '../../server/archive/records.ts';
import { smallRights, smallWorld } from '../../server/embedded/small-world.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openAlone } from '../testing/open-page.tsx';
import * as page from './params-page.tsx';
import { forgetSessions } from './sessions.ts';

const at = '2026-03-11T09:41:27.518204Z';
const by = { created_at: at, created_by: 102, updated_at: at, last_updated_by: 102 };
const form = [
  { type: 'number', name: 'from', ui_name: 'From', suffix: 'km' },
  {
    type: 'number',
    name: 'to',
    ui_name: 'To',
    suffix: 'km',
    options: { max: 60 },
    options_rule: { min: { $value: 'from' } },
  },
];
const reaches: ArchiveRecord[] = [
  {
    kind: 'entity_type',
    id: 80,
    name: 'Reach',
    class_name: 'Reach',
    is_file: false,
    views: [],
    summary: [],
    allow_saving: true,
    child_entity_type_ids: [],
    parametrization: form,
  } as ArchiveRecord,
  ...[8001, 8002, 8003].map(
    (id) =>
      ({
        kind: 'entity',
        id,
        name: `Reach ${id}`,
        entity_type: 80,
        parent: null,
        properties: '{"from":10.500,"to":17.50}',
        ...by,
      }) as ArchiveRecord,
  ),
];
const environment = await openPageEnvironment({
  records: smallWorld().flatMap((record) =>
    record.kind === 'workspace' && record.id === 2 ? [...reaches, record] : [record],
  ),
  permissions: smallRights,
});
afterEach(async () => {
  cleanup();
  await forgetSessions();
});

const open = async (id: number) => {
  const opened = openPage(id);
  await screen.findByLabelText('To');
  return opened;
};
function openPage(id: number) {
  const address = `/workspaces/1/entities/${id}/params`;
  return openAlone('/workspaces/:workspaceId/entities/:entityId/params', page, address);
}
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const said = () => screen.findByText(/^Below the minimum/);

test('a limit that follows another field is spelled as that field is', async () => {
  await open(8001);
  type('From', '18.250');
  expect(await said()).toHaveTextContent(/^Below the minimum of 18\.250 km/);
});

test('what the edit of another field made not fit is told so until it is saved, and then as stored', async () => {
  const { isRead } = await open(8002);
  const asked = () => environment.requests.filter((line) => line.endsWith('/parametrization/'));
  await isRead();
  environment.forget();
  type('From', '18.00');
  const words: (string | null)[] = [];
  const look = () => {
    const now = screen.queryByText(/^Below the minimum/)?.textContent ?? null;
    if (now !== words.at(-1)) words.push(now);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  await said();
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Saved');
  // The app is asked again after the edit: no other words may come with its answer.
  await waitFor(() => expect(asked()).toHaveLength(1), { timeout: 5000 });
  await isRead();
  // What was read is told a task later.
  await act(() => new Promise((resolve) => setTimeout(resolve)));
  observer.disconnect();
  const text = 'Below the minimum of 18.00 km';
  expect(words).toEqual([null, `${text} · since another field was edited`, `${text} · stored like that`]);
  cleanup();
  await forgetSessions();
  await open(8002);
  expect(await said()).toHaveTextContent(`${text} · stored like that`);
  type('To', '17.0');
  expect(await said()).toHaveTextContent(`${text} · was there before`);
  // A limit that goes on makes nothing fit less.
  type('To', '17.50');
  type('From', '19.0');
  expect(await screen.findByText(/^Below the minimum of 19\.0 km/)).toHaveTextContent(/ · stored like that$/);
});

test('what an edit made not fit is still told apart when its page was left and is opened again', async () => {
  await open(8003);
  type('From', '18.00');
  await said();
  cleanup();
  await open(8003);
  await waitFor(async () =>
    expect(await said()).toHaveTextContent('Below the minimum of 18.00 km · since another field was edited'),
  );
});
