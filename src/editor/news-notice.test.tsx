import 'fake-indexeddb/auto';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Entity } from '../../contract/entity.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { UndoneNotice } from './news-notice.tsx';
import { EditSession } from './session.ts';

test('what was saved in rows that are gone is said until it is read, with no way to bring it back', async () => {
  const now = readJson('{"rows":[{"v":1}]}') as JsonObject;
  const place = { environment: 'http://here', userId: 101, workspaceId: 1, entityId: 7 };
  const entity = { id: 7, name: 'Seven', entity_type: 1, updated_at: 'one', actions: null } as Entity;
  const session = new EditSession(place, entity, now);
  const gone = [{ path: ['rows', 1, 'v'], base: 2, value: 7 }];
  session.told.hear({ now, changes: [], replaced: [], restored: now, gone });
  const notice = () => <UndoneNotice session={session} labelOf={() => undefined} />;
  const { rerender } = render(notice());
  expect(screen.getByText('The rows of 1 value of yours are gone')).toBeVisible();
  expect(screen.getByText(/^row 2 of rows › v: what was saved there is in the history/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Bring mine back' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Leave it' }));
  rerender(notice());
  expect(screen.queryByText(/are gone$/)).toBeNull();
});
