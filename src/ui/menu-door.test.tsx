import { MantineProvider, Menu } from '@mantine/core';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { MenuDoor, menuPart } from './menu-door.tsx';
import { MenuFrame } from './menu-frame.tsx';

/** A page with one menu, whose part is read when `arrive` is called. */
function openPage() {
  let arrive: (failure?: Error) => void = () => undefined;
  const load = vi.fn(
    () =>
      new Promise<typeof MenuFrame>((resolve, reject) => {
        arrive = (failure) => (failure ? reject(failure) : resolve(MenuFrame));
      }),
  );
  const Part = menuPart(load);
  render(
    <MantineProvider env="test">
      <button type="button">Before</button>
      <MenuDoor
        button={(door) => (
          <button type="button" {...door}>
            More
          </button>
        )}
        menu={(door) => (
          <Part door={door}>
            <Menu.Item>First</Menu.Item>
          </Part>
        )}
      />
    </MantineProvider>,
  );
  return {
    load,
    arrive: (failure?: Error) => arrive(failure),
    button: screen.getByRole('button', { name: 'More' }),
  };
}

test('a menu is read when the focus comes to its button, which stays the same element and keeps the focus', async () => {
  const user = userEvent.setup();
  const { load, arrive, button } = openPage();
  expect(load).not.toHaveBeenCalled();
  await user.tab();
  await user.tab();
  expect(load).toHaveBeenCalledOnce();
  arrive();
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('menuitem', { name: 'First' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'More', expanded: true })).toBe(button);
  expect(screen.getByRole('menu', { name: 'More' })).toHaveAttribute(
    'id',
    button.getAttribute('aria-controls'),
  );
});

test('a key pressed before the menu is read opens it when it is, and Escape gives the button the focus back', async () => {
  const user = userEvent.setup();
  const { arrive, button } = openPage();
  await user.tab();
  await user.tab();
  await user.keyboard('{Enter}');
  expect(screen.queryByRole('menu')).toBeNull();
  arrive();
  await waitFor(() =>
    expect(screen.getByRole('menu')).toContainElement(document.activeElement as HTMLElement),
  );
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
  expect(button).toHaveFocus();
  expect(button).toHaveAttribute('aria-expanded', 'false');
});

test('the arrow down on the button opens its menu', async () => {
  const user = userEvent.setup();
  const { arrive } = openPage();
  await user.tab();
  await user.tab();
  await user.keyboard('{ArrowDown}');
  arrive();
  await waitFor(() =>
    expect(screen.getByRole('menu')).toContainElement(document.activeElement as HTMLElement),
  );
});

test('a menu whose part cannot be read says so when it is asked for, and not before', async () => {
  const user = userEvent.setup();
  const { arrive, button } = openPage();
  await user.hover(button);
  arrive(new Error('Failed to fetch dynamically imported module'));
  await Promise.resolve();
  expect(screen.queryByText(/could not be loaded/)).toBeNull();
  await user.click(button);
  expect(await screen.findByText('This part of the explorer could not be loaded')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByText(/could not be loaded/)).toBeNull();
});

test('Tab comes to what a menu holds, so that one longer than its room can be scrolled without a pointer', async () => {
  const { button, arrive } = openPage();
  await userEvent.click(button);
  arrive();
  expect(await screen.findByRole('menuitem', { name: 'First' })).toHaveProperty('tabIndex', 0);
});
