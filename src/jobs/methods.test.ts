import { expect, it } from 'vitest';
import { readForm } from '../fields/read-form.ts';
import { methodsOf } from './methods.ts';

it('a button that asks for a pick on a map first says on which, of what and of how many', () => {
  const button = (method: string, more: object) => ({
    type: 'analyse-button',
    name: method,
    ui_name: method,
    method,
    ...more,
  });
  const form = readForm({
    parametrization: [
      button('plain', {}),
      button('picked', {
        interaction: { view: 'map', selection: ['piles'], min_select: 2, max_select: 3 },
      }),
      button('vague', { interaction: {} }),
    ],
  });
  expect(methodsOf(undefined, form).map(({ method, picks }) => [method, picks])).toEqual([
    ['plain', undefined],
    ['picked', { view: 'map', groups: ['piles'], least: 2, most: 3 }],
    ['vague', { least: 1 }],
  ]);
});
