import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useCommands } from './commands.ts';
import { ShortcutsSheet } from './shortcuts-sheet.tsx';

function Offered() {
  useCommands([
    { id: 'a', title: 'Take back', area: 'Revisions', keys: 'b', local: true, reason: 'You may not save.' },
    { id: 'b', title: 'Next change', area: 'Revisions', keys: 'n', local: true, reason: null },
  ]);
  return null;
}

test('the sheet says of a key why it does nothing now', async () => {
  render(
    <MantineProvider env="test">
      <Offered />
      <ShortcutsSheet area={undefined} onClose={() => undefined} />
    </MantineProvider>,
  );
  const terms = await screen.findAllByRole('term');
  expect(terms.map(({ textContent }) => textContent)).toEqual(['Take back You may not save.', 'Next change']);
});
