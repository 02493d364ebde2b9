import { importLines } from '../server/archive/door.ts';
import { expect, expectNoAxeViolations, test } from './support/journey.ts';
import { treeItem } from './support/steps.ts';

const at = '2026-11-20T09:00:00.000000Z';
const folder = JSON.stringify({
  ...{ kind: 'entity_type', id: 901, name: 'Folder', class_name: 'Folder', child_entity_type_ids: [902] },
  ...{ is_file: false, views: [], summary: [], allow_saving: true },
});
const sounding = JSON.stringify({
  ...{ kind: 'entity_type', id: 902, name: 'Sounding', class_name: 'Sounding', child_entity_type_ids: [] },
  ...{ is_file: true, views: [], summary: [], allow_saving: true },
  file_constraints: { file_types: ['.gef'], max_size: 1_000_000 },
});
const archive = [
  `{"kind":"archive","format":"viktor-workspace-archive","version":1,"created_at":"${at}","source":"files"}`,
  `{"kind":"workspace","id":7002,"name":"Soundings","description":"","visibility":"INTERNAL","labels":[],"app":null,"app_version":null,"is_archived":false,"created_at":"${at}","updated_at":"${at}"}`,
  folder,
  sounding,
  `{"kind":"entity","id":1,"name":"Site","entity_type":901,"parent":null,"created_at":"${at}","created_by":null,"updated_at":"${at}","last_updated_by":null,"properties":{}}`,
  '{"kind":"end","counts":{"workspace":1,"entity_type":2,"entity":1}}',
];

const gef = `#GEFID = 1, 1, 0
#COLUMNINFO = 1, m, length, 1
#COLUMNINFO = 2, MPa, cone resistance, 2
#COLUMNINFO = 3, MPa, friction, 3
#EOH =
${Array.from({ length: 50 }, (_, row) => `${row / 10} ${1 + (row % 7)} ${0.01 * (1 + (row % 3))}`).join('\n')}
`;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40" onload="document.title='ran'">
  <script>document.title = 'ran'</script><rect width="80" height="40" fill="teal"/></svg>`;

test('an entity is made of a file and shown as a log, and a drawing is added beside it without being run', async ({
  page,
}) => {
  const workspace = await importLines(process.env.E2E_DATA_DIR as string, archive);
  await page.goto(`/workspaces/${workspace}`);
  await treeItem(page, 'Site').click();
  await page.getByRole('main').getByRole('button', { name: 'New entity' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New entity' });
  await dialog
    .getByLabel('File', { exact: true })
    .setInputFiles({ name: 'CPT-1.gef', mimeType: 'text/plain', buffer: Buffer.from(gef) });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('CPT-1.gef');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { name: 'CPT-1.gef', level: 1 })).toBeVisible();
  await expect(treeItem(page, 'CPT-1.gef')).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('link', { name: 'Files', exact: true }).click();
  await page.getByRole('button', { name: 'Preview CPT-1.gef' }).first().click();
  await expect(page.getByRole('img', { name: /^cone resistance in MPa/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^friction ratio in %/ })).toBeVisible();
  await expectNoAxeViolations(page);

  await page
    .getByLabel('Files to add')
    .setInputFiles({ name: 'sketch.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
  await expect(page.getByText('sketch.svg was added.')).toBeVisible();
  await page.getByRole('button', { name: 'Preview sketch.svg' }).click();
  const drawing = page.getByRole('img', { name: 'sketch.svg' });
  await expect(drawing).toHaveJSProperty('naturalWidth', 80);
  expect((await drawing.boundingBox())?.width).toBeLessThan(100);
  expect(await page.title()).toContain('Files');
});
