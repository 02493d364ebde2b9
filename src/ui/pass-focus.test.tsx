import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { passFocus } from './pass-focus.ts';

function List() {
  const [names, setNames] = useState(['a', 'b', 'c']);
  return (
    <>
      <input aria-label="Search" />
      <ul>
        {names.map((name) => (
          <li key={name} ref={passFocus}>
            <button type="button">{`Move ${name}`}</button>
            <button type="button" onClick={() => setNames(names.filter((other) => other !== name))}>
              {`Remove ${name}`}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

test('the focus of a row that goes comes to the same button of the row after it, of the one before it, and at last to what is above', async () => {
  const user = userEvent.setup();
  render(<List />);
  screen.getByRole('button', { name: 'Remove b' }).focus();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('button', { name: 'Remove c' })).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('button', { name: 'Remove a' })).toHaveFocus();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('textbox', { name: 'Search' })).toHaveFocus();
});

test('a row that goes without having the focus leaves it where it is', () => {
  render(<List />);
  const search = screen.getByRole('textbox', { name: 'Search' });
  search.focus();
  fireEvent.click(screen.getByRole('button', { name: 'Remove a' }));
  expect(screen.queryByRole('button', { name: 'Remove a' })).toBeNull();
  expect(search).toHaveFocus();
});
