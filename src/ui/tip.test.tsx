import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { Tip } from './tip.tsx';

function openPage() {
  render(
    <MantineProvider env="test">
      <Tip label="What it is">
        <button type="button" aria-label="Act" />
      </Tip>
    </MantineProvider>,
  );
  return { user: userEvent.setup(), button: screen.getByRole('button', { name: 'Act' }) };
}

test('a tip comes to the pointer that rests and goes with it', async () => {
  const { user, button } = openPage();
  await user.hover(button);
  expect(await screen.findByText('What it is')).toBeInTheDocument();
  await user.unhover(button);
  await waitFor(() => expect(screen.queryByText('What it is')).toBeNull());
});

test('a tip comes to the keyboard, and Escape sends it away while the focus stays', async () => {
  const { user, button } = openPage();
  await user.tab();
  expect(button).toHaveFocus();
  expect(await screen.findByText('What it is')).toBeInTheDocument();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByText('What it is')).toBeNull());
  expect(button).toHaveFocus();
});
