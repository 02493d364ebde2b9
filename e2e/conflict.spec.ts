import { expect, expectNoAxeViolations, test } from './support/journey.ts';
import { openEntity, save, tabToThe } from './support/steps.ts';

const SIZES = [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const;

test('a conflict of two browsers is decided by keyboard alone: mine, theirs and another value, and what was typed goes on', async ({
  page,
  browser,
  workspace,
}) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 3');
  await tabToThe(page, page.getByRole('link', { name: 'Params', exact: true }));
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: 'Params' });
  const fill = async (label: string, text: string) => {
    await tabToThe(page, form.getByLabel(label, { exact: true }));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  };
  await fill('span', '11.50');
  await fill('step', '2e-05');
  await fill('minus', '-7');

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(page.url());
  const their = theirs.getByRole('form', { name: 'Params' });
  for (const [label, text] of Object.entries({ span: '22.0', step: '3e-05', minus: '-9', big: '1' }))
    await their.getByLabel(label, { exact: true }).fill(text);
  await save(theirs);
  await other.close();

  await page.keyboard.press('ControlOrMeta+s');
  const dialog = page.getByRole('dialog', { name: 'Conflict' });
  const place = (name: string) => dialog.getByRole('group', { name: new RegExp(name) });
  await expect(place('span').getByRole('radio', { name: 'Mine' })).toBeFocused();
  await expect(dialog.getByRole('status')).toHaveText('3 choices left to make');

  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    await expectNoAxeViolations(page);
    const overflow = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow, `sideways at ${width}`).toBe(0);
  }
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.keyboard.press('Space');
  await tabToThe(page, place('step').getByRole('radio', { name: 'Mine' }));
  await page.keyboard.press('ArrowDown');
  await expect(place('step').getByRole('radio', { name: 'Theirs' })).toBeChecked();
  await tabToThe(page, place('minus').getByRole('textbox'));
  await page.keyboard.type('-8.0');
  await expect(dialog.getByRole('status')).toHaveText('');
  await page.keyboard.press('ControlOrMeta+Enter');

  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await expect(form.getByLabel('minus', { exact: true })).toBeFocused();
  for (const [label, text] of Object.entries({ span: '11.50', step: '3e-05', minus: '-8.0', big: '1' }))
    await expect(form.getByLabel(label, { exact: true })).toHaveValue(text);
});

test('what somebody else saves while the changes are reviewed stays', async ({
  page,
  browser,
  workspace,
}) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 4');
  await page.getByRole('link', { name: 'Params', exact: true }).click();
  const form = page.getByRole('form', { name: 'Params' });
  await form.getByLabel('span', { exact: true }).fill('11.50');
  await page.keyboard.press('ControlOrMeta+Shift+s');
  const dialog = page.getByRole('dialog', { name: 'Review changes' });
  await expect(dialog).toBeVisible();

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(page.url());
  await theirs.getByRole('form', { name: 'Params' }).getByLabel('minus', { exact: true }).fill('-9');
  await save(theirs);
  await other.close();
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(form).toContainText('changed 1 value', { timeout: 1_000 });
  }).toPass();

  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await page.reload();
  await expect(form.getByLabel('span', { exact: true })).toHaveValue('11.50');
  await expect(form.getByLabel('minus', { exact: true })).toHaveValue('-9');
});
