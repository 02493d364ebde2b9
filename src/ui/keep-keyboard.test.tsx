import { afterEach, expect, test } from 'vitest';
import { focusPage, keepKeyboard } from './page-main.tsx';

let stop = () => {};
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

const add = <T extends HTMLElement>(element: T, within: Element = document.body): T => {
  within.append(element);
  return element;
};
const settled = () => new Promise((resolve) => setTimeout(resolve, 100));
const make = (tag: string) => document.createElement(tag);

test('where the main part comes late the keyboard goes on in it', async () => {
  const link = add(make('button'));
  link.focus();
  stop = keepKeyboard(focusPage);
  link.remove();
  await settled();
  expect(document.body).toHaveFocus();
  const main = add(make('main'));
  await settled();
  expect(main).toHaveFocus();
});

test('a part that has the focus keeps it, also when the page goes on changing', async () => {
  const link = add(make('button'));
  add(make('main'));
  link.focus();
  stop = keepKeyboard(focusPage);
  add(make('p'));
  await settled();
  expect(link).toHaveFocus();
});

test('what gives the focus back itself comes first', async () => {
  const [link, opener] = [add(make('button')), add(make('button'))];
  add(make('main'));
  link.focus();
  stop = keepKeyboard(focusPage);
  link.remove();
  // As dialogs do: not where something else took it.
  setTimeout(() => document.activeElement === document.body && opener.focus(), 0);
  await settled();
  expect(opener).toHaveFocus();
});

test('who does something meanwhile is let alone', async () => {
  const link = add(make('button'));
  const main = add(make('main'));
  link.focus();
  stop = keepKeyboard(focusPage);
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  link.remove();
  await settled();
  expect(main).not.toHaveFocus();
});
