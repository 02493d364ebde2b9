import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openPageEnvironment } from '../testing/environment.ts';
import { openPage } from '../testing/open-page.tsx';

await openPageEnvironment({
  records: [
    {
      kind: 'user',
      id: 101,
      first_name: 'Ilse',
      last_name: 'Test',
      email: 'ilse@example.com',
      job_title: null,
      is_env_admin: true,
    },
  ],
});

test('an embedded environment without workspaces says how to get one', async () => {
  openPage('/workspaces');
  expect(
    await screen.findByText(/holds no workspace yet.*npm run import -- FILE.*npm run seed/),
  ).toBeVisible();
});
