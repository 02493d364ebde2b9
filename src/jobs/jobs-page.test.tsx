import 'fake-indexeddb/auto';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { appWorld } from '../../server/embedded/apps/testing.ts';
import { jobRunner } from '../api/job-runner.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { hideType } from '../testing/hide-type.ts';
import { openPage } from '../testing/open-page.tsx';

// As behind a gateway.
vi.mock('../api/session.ts', async (original) => ({
  ...(await original<typeof import('../api/session.ts')>()),
  environmentKey: () => 'cloud.viktor.ai',
}));

const PAGE = '/workspaces/11/entities/20019/jobs';
/** What the page sent to start jobs. */
const started: { method_name: string; events?: string[] }[] = [];
/** While it is set, no job tells how far it is: none ends while somebody looks. */
let silence: Promise<void> | undefined;

const environment = await openPageEnvironment({ records: appWorld() });
const { fetch } = globalThis;
beforeAll(() => {
  globalThis.fetch = async (input, init) => {
    const path = new URL(String(input), 'http://page').pathname;
    if (init?.method !== 'POST' && /\/jobs\/./.test(path)) await silence;
    if (init?.method === 'POST' && path.endsWith('/jobs/')) started.push(JSON.parse(await textOf(init.body)));
    const answer = await fetch(input, init);
    return path.endsWith('/parametrization/') ? withPick(answer) : answer;
  };
});
afterEach(() => {
  cleanup();
  for (const { id } of jobRunner.read()) jobRunner.forget(id);
  started.splice(0);
  silence = undefined;
});

const textOf = (body: unknown): Promise<string> =>
  body instanceof Blob ? body.text() : Promise.resolve(String(body));

/** The sample app, one of whose buttons wants one or two features of a map. */
async function withPick(answer: Response): Promise<Response> {
  const text = await answer.text();
  const interaction = { view: 'area_map', min_select: 1, max_select: 2 };
  const mark = '"method":"make_exit_points"';
  return new Response(text.replace(mark, `${mark},"interaction":${JSON.stringify(interaction)}`), answer);
}

test('a button that wants features picked runs with their names, once there are enough', async () => {
  const { user } = openPage(`${PAGE}?method=make_exit_points`);
  await user.click(await screen.findByRole('button', { name: /^Show the map/ }));
  const run = () => screen.getByRole('button', { name: 'Run' });
  expect(run()).toBeDisabled();
  const list = await screen.findByRole('listbox', { name: 'Features to pick' }, { timeout: 20_000 });
  list.focus();
  await user.keyboard('{ArrowDown} ');
  expect(screen.getByText(/^1 picked; the app wants 1 to 2\./)).toHaveRole('status');
  await user.click(run());
  await waitFor(() => expect(started).toHaveLength(2));
  expect(started[0]).toMatchObject({ method_name: 'area_map' });
  expect(started[0]).not.toHaveProperty('events');
  await waitFor(() => expect(jobRunner.read().every(({ uid }) => uid !== null)).toBe(true));
  expect(started[1]).toMatchObject({ method_name: 'make_exit_points', events: [expect.any(String)] });
});

test.each([
  ['told when it is asked for', 200],
  ['not told at all', 404],
])(
  'views of a type that the list of types lacks are offered or said to be unknown: %s',
  async (_, status) => {
    const { fetch } = globalThis;
    const { entity_type } = (await (await environment.fetch('/workspaces/11/entities/20019/')).json()) as {
      entity_type: number;
    };
    hideType(entity_type);
    const list = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      const isType = String(input).includes(`/entity_types/${entity_type}/`);
      return isType && status === 404 ? new Response('{}', { status }) : list(input, init);
    };
    onTestFinished(() => {
      globalThis.fetch = fetch;
    });
    openPage(`${PAGE}?method=piping_data`);
    if (status === 200) expect(await screen.findByRole('button', { name: 'Run' })).toBeVisible();
    else expect(await screen.findByText(/^Not all methods are known/)).toBeVisible();
  },
);

test('jobs are kept for the person of this environment, since another may have the same number', async () => {
  const { user } = openPage(`${PAGE}?method=area_map`);
  await user.click(await screen.findByRole('button', { name: 'Run' }));
  await waitFor(() => expect(jobRunner.read().every(({ uid }) => uid !== null)).toBe(true));
  expect(sessionStorage.getItem('viktor-explorer-jobs cloud.viktor.ai 101')).toContain('area_map');
});

async function sweepOf(values: string) {
  const page = openPage(`${PAGE}?method=piping_data`);
  await page.user.click(await screen.findByRole('button', { name: 'Sweep' }));
  await page.user.type(await screen.findByRole('textbox', { name: 'Values' }), `${values}{Enter}`);
  return page;
}

test('jobs that wait stand below those that run, in the order of their turn', async () => {
  let speak = () => {};
  silence = new Promise((resolve) => {
    speak = resolve;
  });
  const { user } = await sweepOf('1, 2, 3, 4, 5');
  await user.click(await screen.findByRole('button', { name: 'Jobs: 3 running, 2 waiting' }));
  const list = await screen.findByRole('list', { name: 'Jobs of this session' });
  const notes = within(list).getAllByText(/from_km \d$/);
  expect(notes.map((note) => note.textContent?.slice(-1))).toEqual(['1', '2', '3', '4', '5']);
  expect(within(list).getAllByText('Waits its turn')).toHaveLength(2);
  speak();
});

test('a sweep whose page was left shows its runs when it is asked for again, and starts none', async () => {
  await sweepOf('1, 2');
  expect(await screen.findByText('2 of 2 runs ended', undefined, { timeout: 20_000 })).toBeVisible();
  expect(screen.getByText(/^This table goes when you leave the page/)).toBeVisible();
  cleanup();
  await sweepOf('1, 2');
  expect(await screen.findByText('2 of 2 runs ended')).toBeVisible();
  expect(started).toHaveLength(2);
});

test('after a reload the same sweep shows what its runs gave, and starts none', async () => {
  await sweepOf('1, 2');
  expect(await screen.findByText('2 of 2 runs ended', undefined, { timeout: 20_000 })).toBeVisible();
  const given = (await screen.findByRole('table', { name: 'Sweep' })).textContent;
  cleanup();
  jobRunner.close();
  await sweepOf('1, 2');
  await waitFor(() => expect(screen.getByRole('table', { name: 'Sweep' }).textContent).toBe(given));
  expect(started).toHaveLength(2);
});

test('when the rest of a sweep is cancelled, the focus stays beside the button that goes', async () => {
  const { user } = await sweepOf('1, 2, 3, 4');
  const rest = await screen.findByRole('button', { name: 'Cancel the rest' });
  rest.focus();
  await user.keyboard('{Enter}');
  await screen.findByText(/^4 of 4 runs ended/);
  await waitFor(() => expect(rest).not.toBeInTheDocument());
  expect(screen.getByRole('region', { name: 'Piping' })).toContainElement(
    document.activeElement as HTMLElement,
  );
});
