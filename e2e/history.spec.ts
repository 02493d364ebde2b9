import { expect, expectNoAxeViolations, test } from './support/journey.ts';
import { historyItem, openEntity, save, tabToThe } from './support/steps.ts';

test('a revision is restored: shown first, put into the editor, saved as a new one', async ({
  page,
  workspace,
}) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 2');
  await page.getByRole('link', { name: 'Revisions', exact: true }).click();
  await historyItem(page, 1).click();
  const changes = page.getByRole('region', { name: 'Changes' });
  await changes.getByRole('button', { name: 'Restore revision 1…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore revision 1' });
  await expect(dialog.getByRole('list', { name: 'What will change' })).toContainText('1.50');
  await dialog.getByRole('button', { name: 'Put into the editor' }).click();
  const form = page.getByRole('form', { name: 'Params' });
  await expect(form.getByLabel('span')).toHaveValue('1.50');
  await save(page);
  await page.getByRole('link', { name: 'Revisions', exact: true }).click();
  await expect(page.getByRole('list', { name: 'Revisions' }).getByRole('listitem')).toHaveCount(4);
  await expect(historyItem(page, 0)).toContainText('Restore revision 1');
});

const HISTORY = '/workspaces/11/entities/20019/revisions';

test('axe finds nothing in the parts of a comparison', async ({ page }) => {
  test.slow();
  await page.goto(`${HISTORY}?from=901038&to=901461&blame=1&sessions=1`);
  const changes = page.getByRole('region', { name: 'Changes' });
  await expect(changes.getByRole('link', { name: /^Set in revision 17/ }).first()).toBeVisible({
    timeout: 30_000,
  });
  await expectNoAxeViolations(page);
  for (const [name, ready] of [
    ['Compare with…', 'Another entity: its name, id or link'],
    ['Compare several…', 'Siblings, as they are now'],
    ['Undo revision 17…', 'was changed again since'],
  ] as const) {
    await changes.getByRole('button', { name }).click();
    await expect(page.getByRole('dialog').getByText(ready)).toBeVisible();
    await expectNoAxeViolations(page);
    await page.keyboard.press('Escape');
  }
  await page.goto(`${HISTORY}?many=901038,901461,11.20020`);
  await expect(page.getByRole('table', { name: 'What differs among several' })).toBeVisible();
  await expectNoAxeViolations(page);
});

test('on a small phone the first change is seen without scrolling', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`${HISTORY}?from=901038&to=head`);
  const changes = page.getByRole('region', { name: 'Changes' });
  await expect(changes.getByRole('navigation', { name: 'Changed sections' })).toBeVisible();
  const first = changes.getByRole('row', { name: /^changed Segment area/ });
  await expect(first.getByText('5 points')).toHaveCount(2);
  await expect(first.getByText('5 points').last()).toBeInViewport({ ratio: 1 });
  // What stands beyond the edge of its one line is reached.
  await changes.getByRole('button', { name: 'Restore revision 16…' }).click();
  await expect(page.getByRole('dialog', { name: 'Restore revision 16' })).toBeVisible();
});

test('by keyboard alone: a change is taken back, saved, and the save undone', async ({ page, workspace }) => {
  await page.goto(workspace.path);
  await openEntity(page, 'Root', 'Part 2');
  await tabToThe(page, page.getByRole('link', { name: 'Revisions', exact: true }));
  await page.keyboard.press('Enter');
  const changes = page.getByRole('region', { name: 'Changes' });
  const current = changes.locator('[data-current]');
  await expect(changes).toContainText('span');
  for (let step = 0; step < 10 && !(await current.getByText('span').count()); step += 1) {
    await page.keyboard.press('n');
    await expect(current).toHaveCount(1);
  }
  await page.keyboard.press('b');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('list', { name: 'What will change' })).toContainText('2.50');
  await tabToThe(page, dialog.getByRole('button', { name: 'Put into the editor' }), 'Tab', 8);
  await page.keyboard.press('Enter');
  const span = page.getByRole('form', { name: 'Params' }).getByLabel('span');
  await expect(span).toHaveValue('2.50');
  await page.keyboard.press('ControlOrMeta+s');
  const saved = page.getByRole('status').filter({ hasText: 'Saved' });
  await expect(saved).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(span).toHaveValue('1.0');
  await page.keyboard.press('ControlOrMeta+s');
  await expect(saved).toBeVisible();
  await tabToThe(page, page.getByRole('link', { name: 'Revisions', exact: true }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Revisions' }).getByRole('listitem')).toHaveCount(5);
  await page.keyboard.press('n');
  await expect(current).toContainText('1.0');
});
