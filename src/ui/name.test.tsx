import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Name } from './name.tsx';

const shown = (name: string) => {
  const { container } = render(<Name>{name}</Name>);
  const marks = [...container.querySelectorAll('[title]')].map((mark) => mark.getAttribute('title'));
  return { text: container.textContent, marks, own: container.firstElementChild?.tagName };
};

it.each([
  ['pier\u202efdp.exe', 'pier¤fdp.exe', ['U+202E']],
  ['a\u200bb', 'a¤b', ['U+200B']],
  ['\u2066a\u2069', '¤a¤', ['U+2066', 'U+2069']],
  ['a\u0000\u001bb', 'a¤¤b', ['U+0000', 'U+001B']],
  ['a\u2028b\u00a0c', 'a¤b¤c', ['U+2028', 'U+00A0']],
  [' a  ', '·a··', ['U+0020', 'U+0020 U+0020']],
])('characters of %j that cannot be seen are shown', (name, text, marks) => {
  expect(shown(name)).toEqual({ text, marks, own: 'BDI' });
});

it.each(['שלום', 'Süd / <b>#%', 'a b', '👷'])(
  'a name that is seen whole, %j, is as it was given, and turns nothing around it',
  (name) => {
    expect(shown(name)).toEqual({ text: name, marks: [], own: 'BDI' });
  },
);

it('no name says so', () => expect(shown('').text).toBe('(no name)'));
