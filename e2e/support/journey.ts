import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, test as base, expect, type Page, type TestInfo } from '@playwright/test';
import { importLines } from '../../server/archive/door.ts';
import { sampleArchive } from '../../server/archive/sample-archive.ts';
import { gatewayToken } from './server.ts';

export { expect };

/** A workspace that belongs to one test: "Root" with "Part 1" … "Part 5", each with three revisions. */
export interface OwnWorkspace {
  id: number;
  name: string;
  /** Path of the workspace's page. */
  path: string;
}

interface Fixtures {
  workspace: OwnWorkspace;
  /** Things that went wrong in any page of the test: console errors, uncaught errors, blocked by the content security policy, asked of another host, told the token. Must stay empty. */
  complaints: string[];
  /** Call with parts of messages that this test provokes on purpose, such as "412". */
  tolerate: (...parts: string[]) => void;
}

/** Everything that goes wrong in the pages of a context from now on, as it comes. */
export async function hearComplaints(context: BrowserContext): Promise<string[]> {
  const found: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => found.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on('request', (asked) => {
    const { protocol, hostname, origin } = new URL(asked.url());
    if (/^(https?|wss?):$/.test(protocol) && !/^(127\.0\.0\.1|localhost)$/.test(hostname))
      found.push(`asked of another host: ${origin}`);
  });
  if (process.env.E2E_GATEWAY === '1')
    context.on('response', async (answer) => {
      // The page may have left before it was read.
      const text = JSON.stringify(answer.headers()) + (await answer.text().catch(() => ''));
      if (text.includes(gatewayToken)) found.push(`the token stands in ${answer.url()}`);
    });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      // Becomes a console error, which the listener above hears.
      // biome-ignore lint/suspicious/noConsole: see above
      console.error(
        `content security policy: ${event.violatedDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  return found;
}

export function expectOnlyTolerated(complaints: string[], { annotations }: TestInfo): void {
  const tolerated = annotations
    .filter(({ type }) => type === 'tolerate')
    .map(({ description }) => description ?? '');
  expect(
    complaints.filter((complaint) => !tolerated.some((part) => complaint.includes(part))),
    'errors in the page',
  ).toEqual([]);
}

// Playwright reads what a fixture needs from its first parameter, which must be a pattern.
export const test = base.extend<Fixtures>({
  baseURL: async ({ browserName: _none }, use) => {
    await use(process.env.E2E_URL);
  },
  tolerate: async ({ browserName: _none }, use, testInfo) => {
    await use((...parts) => {
      for (const description of parts) testInfo.annotations.push({ type: 'tolerate', description });
    });
  },
  complaints: [
    async ({ context }, use, testInfo) => {
      const found = await hearComplaints(context);
      await use(found);
      expectOnlyTolerated(found, testInfo);
    },
    { auto: true },
  ],
  workspace: async ({ browserName: _none }, use, testInfo) => {
    const name = `${testInfo.title.slice(0, 60)} · ${testInfo.testId.slice(0, 8)}`;
    const id = await importLines(
      process.env.E2E_DATA_DIR ?? '',
      sampleArchive({ name, children: 5, revisions: 3 }),
    );
    await use({ id, name, path: `/workspaces/${id}` });
  },
});

/** Fails with the elements and rules when axe finds anything against WCAG 2.0 to 2.2, A and AA, in light; in dark it looks at what colours decide. It gives the test a minute more. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // The looks of axe are most of what a journey does, and on a busy machine each takes many seconds.
  const { timeout } = base.info();
  base.setTimeout(timeout + 60_000);
  await page.emulateMedia({ colorScheme: 'light' });
  const all = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  await expectNone('light', page, all);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expectNone(
    'dark',
    page,
    new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']),
  );
}

async function expectNone(scheme: string, page: Page, axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const described = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      (node) =>
        `${id}: ${help}\n  ${node.target.join(' ')}\n  ${node.html.slice(0, 200)}\n  ${node.any[0]?.message ?? ''}`,
    ),
  );
  expect(described, `accessibility of ${page.url()}, ${scheme}`).toEqual([]);
}
