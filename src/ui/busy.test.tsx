import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { BusyButton } from './busy-button.tsx';
import { Dialog } from './dialog.tsx';

test('while a dialog writes it has the focus itself, and gives it back to its button', () => {
  const asking = (busy: boolean) => (
    <Dialog title="Delete it?" busy={busy} onClose={() => {}}>
      <button type="button" disabled={busy} data-autofocus>
        Cancel
      </button>
      <button type="button" disabled={busy}>
        Delete
      </button>
    </Dialog>
  );
  const { rerender } = render(asking(false));
  screen.getByRole('button', { name: 'Delete' }).focus();
  rerender(asking(true));
  expect(screen.getByRole('dialog')).toHaveFocus();
  rerender(asking(false));
  expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
});

test('a button that works keeps the focus, and is not pressed twice', async () => {
  const press = vi.fn();
  const working = (busy: boolean) => (
    <MantineProvider env="test">
      <BusyButton busy={busy} onClick={press}>
        Count
      </BusyButton>
    </MantineProvider>
  );
  const { rerender } = render(working(false));
  const button = screen.getByRole('button', { name: 'Count' });
  await userEvent.click(button);
  rerender(working(true));
  expect(button).toBeEnabled();
  expect(button).toHaveFocus();
  expect(button).toHaveAttribute('aria-disabled', 'true');
  await userEvent.keyboard('{Enter}');
  expect(press).toHaveBeenCalledTimes(1);
});

test('two presses that come before the first is drawn are one', () => {
  const press = vi.fn();
  render(
    <MantineProvider env="test">
      <BusyButton busy={false} onClick={press}>
        Make again
      </BusyButton>
    </MantineProvider>,
  );
  const button = screen.getByRole('button', { name: 'Make again' });
  fireEvent.click(button);
  fireEvent.click(button);
  expect(press).toHaveBeenCalledTimes(1);
});
