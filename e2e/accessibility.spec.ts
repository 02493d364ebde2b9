import { expect, expectNoAxeViolations, test } from './support/journey.ts';

/** Pages of the sample workspaces that hold a little of everything; `ready` is what the page shows once it is read. */
const PAGES: { name: string; path: string; ready: string }[] = [
  { name: 'workspaces', path: '/workspaces', ready: 'Bridges of Noordwaard' },
  { name: 'workspace', path: '/workspaces/11', ready: 'Entity types' },
  { name: 'entity', path: '/workspaces/12/entities/30017', ready: 'Load rating' },
  { name: 'params', path: '/workspaces/11/entities/20019/params', ready: 'River level' },
  { name: 'revisions', path: '/workspaces/11/entities/20019/revisions', ready: 'ready for contract' },
  { name: 'files', path: '/workspaces/12/entities/30017/files', ready: 'Files' },
  { name: 'table', path: '/workspaces/11/entities?type=4105&group=updated_by', ready: 'Exit point' },
  { name: 'search', path: '/workspaces/11/search', ready: 'Make the index' },
  { name: 'not found', path: '/workspaces/11/entities/99999999', ready: 'There is no entity' },
  { name: 'no workspace', path: '/workspaces/999999', ready: 'There is no workspace' },
  { name: 'bad address', path: '/workspaces/eleven', ready: 'cannot be read' },
];

for (const { name, path, ready } of PAGES) {
  test(`axe finds nothing on ${name}`, async ({ page, tolerate }) => {
    tolerate('404');
    await page.goto(path);
    await expect(page.getByText(ready).first()).toBeVisible();
    await expectNoAxeViolations(page);
  });
}
