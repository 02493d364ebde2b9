import { expect, test } from 'vitest';
import { mayDo } from './entities.ts';

test.each([
  [['read-nav', 'read-basic', 'read', 'update', 'rename'], true, false],
  [['read-nav', 'read'], false, false],
  [['read-nav'], false, false],
  // Not told, or in words that are not on record: the server is asked, and refuses by itself.
  [null, true, true],
  [[], true, true],
  [['view', 'edit'], true, true],
  [['rw'], true, true],
])('with the actions %j saving may be tried: %s, deleting: %s', (actions, update, remove) => {
  expect([mayDo({ actions }, 'update'), mayDo({ actions }, 'delete')]).toEqual([update, remove]);
});
