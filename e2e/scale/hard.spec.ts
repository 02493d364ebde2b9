import { openHardServer } from '../support/hard-server.ts';
import { expect } from '../support/journey.ts';
import { wideTest as test } from '../support/large-worlds.ts';
import { treeItem } from '../support/steps.ts';

const COUNT = 50_000;
const ROW = 28;

test.use({
  wide: {
    children: COUNT,
    nameOf: (position) => (position % 25_000 === 0 ? 'Twice' : `Part ${position}`),
  },
});

for (const cap of [50, 25])
  test(`50,000 siblings on a server that gives ${cap} at a time, fails every 20th read and is slow`, async ({
    page,
    tolerate,
    wideWorkspace: workspace,
  }, testInfo) => {
    test.setTimeout(600_000);
    tolerate('503');
    const hard = await openHardServer({ cap });
    const tree = page.getByRole('tree', { name: 'Entities' });
    /** What is in sight is there: nothing loads for ever, and what failed is tried again. */
    const settled = async () => {
      const failed = tree.getByRole('treeitem', { name: /^Could not be read/ });
      const loading = tree.getByRole('treeitem', { name: 'Loading' });
      await expect
        .poll(
          async () => {
            if ((await failed.count()) > 0) await failed.first().click();
            return (await loading.count()) + (await failed.count());
          },
          { timeout: 30_000 },
        )
        .toBe(0);
    };
    try {
      await page.goto(`${hard.url}/workspaces/${workspace}`);
      await treeItem(page, 'Root').focus();
      await page.keyboard.press('ArrowRight');
      await expect(treeItem(page, 'Part 1')).toHaveAttribute('aria-setsize', String(COUNT));
      await page.keyboard.press('End');
      await expect(treeItem(page, 'Twice')).toBeFocused();
      await settled();
      await page.keyboard.press('Home');
      await expect(treeItem(page, 'Root')).toBeFocused();
      await page.keyboard.type('part 20');
      await expect(treeItem(page, 'Part 20')).toBeFocused();

      await tree.evaluate((element, top) => element.scrollTo(0, top), 33_333 * ROW);
      await settled();
      await treeItem(page, 'Part 33333').click();
      await expect(page.getByRole('heading', { name: 'Part 33333', level: 1 })).toBeVisible({
        timeout: 30_000,
      });
      const asked = hard.asked.length;
      await page.keyboard.press('F2');
      await page.getByRole('textbox', { name: 'Name' }).fill('The one');
      await page.keyboard.press('Enter');
      await expect(treeItem(page, 'The one')).toBeFocused();
      await expect(treeItem(page, 'The one')).toHaveAttribute('aria-posinset', '33333');
      await page.keyboard.press('ArrowDown');
      await expect(treeItem(page, 'Part 33334')).toBeFocused();
      await page.keyboard.press('Delete');
      await page
        .getByRole('alertdialog', { name: /^Delete/ })
        .getByRole('button', { name: 'Delete', exact: true })
        .click({ timeout: 30_000 });
      await expect(treeItem(page, 'Part 33334')).toHaveCount(0);
      await expect(treeItem(page, 'Part 33335')).toBeFocused();
      await expect(treeItem(page, 'Part 33335')).toHaveAttribute('aria-posinset', '33334');
      await expect(treeItem(page, 'Part 33335')).toHaveAttribute('aria-setsize', String(COUNT - 1));
      await settled();
      testInfo.annotations.push({
        type: 'measured',
        description: `requests of a rename and a delete: ${hard.asked.length - asked}`,
      });

      // Every page further down is one place up, also those that were read before.
      await page.keyboard.press('End');
      await expect(treeItem(page, 'Twice')).toHaveAttribute('aria-posinset', String(COUNT - 1));
      await settled();
      for (let screen = 0; screen < 8; screen += 1) {
        await page.keyboard.press('PageUp');
        await settled();
      }
      const rows = tree.locator('[role=treeitem][aria-level="2"]');
      const wrong = await rows.evaluateAll((items) =>
        items
          .map((item) => [item.getAttribute('aria-label'), item.getAttribute('aria-posinset')] as const)
          .filter(([label, place]) => /^Part/.test(label ?? '') && label !== `Part ${Number(place) + 1}`),
      );
      expect(wrong, 'names that stand in another place').toEqual([]);

      await page.getByRole('searchbox', { name: 'Filter entities' }).fill('Part 27182');
      await treeItem(page, 'Part 27182').click({ timeout: 30_000 });
      await expect(page.getByRole('heading', { name: 'Part 27182', level: 1 })).toBeVisible({
        timeout: 30_000,
      });
      await page.getByRole('button', { name: 'Clear the filter' }).click();
      await expect(treeItem(page, 'Part 27182')).toHaveAttribute('aria-posinset', '27182', {
        timeout: 30_000,
      });
      await page.goBack();
      await expect(treeItem(page, 'The one')).toHaveAttribute('aria-selected', 'true');
      await expect(treeItem(page, 'The one')).toBeInViewport();
      await settled();
    } finally {
      await hard.close();
    }
  });
