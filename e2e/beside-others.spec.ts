import type { BrowserContext, Locator, Page } from '@playwright/test';
import { startChaosProxy } from '../src/drafts/testing/chaos-proxy.ts';
import { expect, expectNoAxeViolations, test } from './support/journey.ts';
import { openEntity } from './support/steps.ts';

async function openParams(page: Page, path: string, part: string): Promise<Locator> {
  await page.goto(path);
  await openEntity(page, 'Root', part);
  await page.getByRole('link', { name: 'Params', exact: true }).click();
  return page.getByRole('form', { name: 'Params' });
}

async function saveAndWait(form: Locator): Promise<void> {
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
}

test('two tabs of one person share one draft, and both know', async ({ page, context, workspace }) => {
  const here = await openParams(page, workspace.path, 'Part 1');
  await here.getByLabel('span').fill('11.0');
  const there = await context.newPage();
  await there.goto(page.url());
  const offered = there.getByRole('region', { name: 'Draft' });
  await expect(offered).toContainText('You are editing this in another tab.');
  await offered.getByRole('button', { name: 'Resume draft' }).click();
  const form = there.getByRole('form', { name: 'Params' });
  await expect(form.getByLabel('span')).toHaveValue('11.0');
  await form.getByLabel('minus').fill('-5');
  await expect(here.getByLabel('minus')).toHaveValue('-5');
  await expect(here).toContainText('both tabs share one draft');
  await saveAndWait(form);
  await expect(here).toContainText('No changes');
  await expect(here.getByLabel('span')).toHaveValue('11.0');
});

test('drafts wait in the top bar, and are resumed from there', async ({ page, workspace }) => {
  const form = await openParams(page, workspace.path, 'Part 2');
  await form.getByLabel('span').fill('33.0');
  await page.waitForTimeout(1500);
  await page.goto('/workspaces');
  await page.getByRole('button', { name: 'Drafts: 1' }).click();
  const dialog = page.getByRole('dialog', { name: 'Drafts' });
  await expect(dialog.getByRole('listitem')).toContainText('1 change');
  await expectNoAxeViolations(page);
  await dialog.getByRole('link', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Resume draft' }).click();
  await expect(page.getByRole('form', { name: 'Params' }).getByLabel('span')).toHaveValue('33.0');
});

/** How many journeys two browsers take: each another order of edits, saves, reloads and lost answers. `CHAOS=full` takes them all. */
const JOURNEYS = process.env.CHAOS === 'full' ? 20 : 3;

const STORM_MS = 30_000;

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** One person's part of a journey: edits their own places, saves, reloads and resumes, and decides where asked. */
class Engineer {
  readonly typed = new Map<string, string>();
  private readonly page: Page;
  private readonly fields: readonly string[];
  private readonly random: () => number;

  constructor(page: Page, fields: readonly string[], random: () => number) {
    this.page = page;
    this.fields = fields;
    this.random = random;
  }

  private get form(): Locator {
    return this.page.getByRole('form', { name: 'Params' });
  }

  async act(): Promise<void> {
    const chance = this.random();
    if (chance < 0.5) await this.type();
    else if (chance < 0.85) await this.save();
    else await this.comeBack();
  }

  private async type(): Promise<void> {
    const field = this.fields[Math.floor(this.random() * this.fields.length)] as string;
    const value = String(1_000_000 + Math.floor(this.random() * 8_999_999));
    await this.form.getByLabel(field, { exact: true }).fill(value);
    this.typed.set(field, value);
  }

  /** Saves once, and decides what is asked. Whatever comes of it is said: saved, asked, or failed. */
  async save(): Promise<void> {
    const { form, dialog } = this;
    const button = form.getByRole('button', { name: 'Save', exact: true });
    await expect(form.getByRole('status').filter({ hasText: 'Saving…' })).toHaveCount(0);
    if (await dialog.isVisible()) return this.decide();
    if (!(await button.isEnabled())) return;
    await button.click();
    const saved = form.getByRole('status').filter({ hasText: /^Saved$/ });
    await expect(saved.or(form.getByRole('alert')).or(dialog).first()).toBeVisible({ timeout: 20_000 });
    if (await dialog.isVisible()) await this.decide();
  }

  private get dialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Conflict' });
  }

  /** Takes the side that shows what was typed last: of two writes of one's own, a late one may hold the older value. */
  private async decide(): Promise<void> {
    const save = this.dialog.getByRole('button', { name: 'Save merged' });
    await expect(save).toBeVisible();
    // None where what was saved meanwhile touches none of the edits.
    for (const group of await this.dialog.getByRole('group').all()) {
      const side = async (name: string) => {
        const radio = group.getByRole('radio', { name, exact: true });
        const shown = await radio.locator('xpath=..').innerText();
        return { radio, isTyped: [...this.typed.values()].includes(shown.replace(/\D/g, '')) };
      };
      const [mine, theirs] = [await side('Mine'), await side('Theirs')];
      await (theirs.isTyped && !mine.isTyped ? theirs : mine).radio.check();
    }
    await save.click();
    await expect(this.dialog).toHaveCount(0);
  }

  /** Comes back to the window, and answers what the page says of work that does not stand any more. Types nothing again: what is not told stays lost. */
  async attend(): Promise<void> {
    await this.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    const button = (name: string) => this.form.getByRole('button', { name, exact: true }).first();
    // On a busy machine an offer may come after the look for it.
    const offer = this.page.getByRole('button', { name: 'Resume draft' }).first();
    if (await offer.isVisible()) await offer.click();
    if (await this.dialog.isVisible()) await this.decide();
    if (await button('Bring mine back').isVisible()) await button('Bring mine back').click();
    if (!(await button('Decide').isVisible())) return;
    await button('Decide').click();
    await this.decide();
  }

  /** The page dies and is opened again: what was typed half a second before is offered. */
  private async comeBack(): Promise<void> {
    await this.page.waitForTimeout(500);
    await this.page.reload();
    await expect(this.form).toBeVisible();
    const resume = this.page.getByRole('button', { name: 'Resume draft' });
    await this.page.waitForTimeout(500);
    // An offer also goes by itself, where what it holds turns out to be stored.
    await expect(async () => {
      if ((await resume.count()) > 0) await resume.first().click({ timeout: 1_000 });
      await expect(resume).toHaveCount(0, { timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
  }

  async isClean(): Promise<boolean> {
    await expect(this.form.getByRole('status').filter({ hasText: 'Saving…' })).toHaveCount(0);
    return !(await this.form.getByRole('button', { name: 'Save', exact: true }).isEnabled());
  }
}

for (let seed = 1; seed <= JOURNEYS; seed++) {
  test(`two browsers through a storm, journey ${seed}: what is lost is told, and both persons’ edits end up stored`, async ({
    browser,
    workspace,
    tolerate,
  }) => {
    test.setTimeout(180_000);
    tolerate('Failed to load resource', 'ERR_');
    const random = randomOf(seed * 7919);
    let calm = false;
    const start = Date.now();
    const proxy = await startChaosProxy({
      upstream: process.env.E2E_URL ?? '',
      random,
      now: () => (calm ? STORM_MS : Math.min(Date.now() - start, STORM_MS - 1)),
      sleep: (ms) => new Promise((done) => setTimeout(done, ms / 4)),
      calmFrom: STORM_MS,
      keepsLastWrite: seed % 2 === 1,
      spoils: (method, url) => method === 'PUT' || url.includes('/revisions/'),
    });
    const contexts = [await browser.newContext(), await browser.newContext()];
    try {
      const places = [
        ['span', 'step'],
        ['minus', 'big'],
      ];
      const people = await Promise.all(
        contexts.map(async (context, index) => {
          const page = await context.newPage();
          await openParams(page, proxy.url + workspace.path, 'Part 3');
          return new Engineer(page, places[index] ?? [], random);
        }),
      );
      for (let step = 0; step < 10; step++) await people[random() < 0.5 ? 0 : 1]?.act();
      calm = true;
      // What was held up on its way arrives now, over whatever stands there; and in any case one write that is older than all others.
      await expect.poll(() => proxy.underWay, { timeout: 20_000 }).toBe(0);
      await proxy.repeatFirstWrite();
      const page = await (contexts[0] as BrowserContext).newPage();
      const form = await openParams(page, (process.env.E2E_URL ?? '') + workspace.path, 'Part 3');
      await expect(async () => {
        for (const person of people) await person.attend();
        for (const person of people) await person.save();
        for (const person of people) expect(await person.isClean()).toBe(true);
        await page.reload();
        for (const { typed } of people)
          for (const [field, value] of typed)
            await expect(form.getByLabel(field, { exact: true })).toHaveValue(value, { timeout: 2_000 });
      }).toPass({ timeout: 60_000 });
    } finally {
      for (const context of contexts) await context.close();
      await proxy.close();
    }
  });
}
