import 'fake-indexeddb/auto';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { appWorld } from '../../server/embedded/apps/testing.ts';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';

await openPageEnvironment({
  records: appWorld().map((record) =>
    record.kind === 'entity' && record.id === 20019 ? { ...record, properties: 'null' } : record,
  ),
});

test('methods of an entity without any params are offered, and run with none', async () => {
  openPage('/workspaces/11/entities/20019/jobs?method=area_map');
  expect(await screen.findByRole('button', { name: 'Run' })).toBeEnabled();
  expect(screen.queryByText('Nothing can be run here')).toBeNull();
});
