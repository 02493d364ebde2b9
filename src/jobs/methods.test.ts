import { expect, it } from 'vitest';
import { readForm } from '../fields/form-spec.ts';
import { methodsOf } from './methods.ts';

it('a button that asks for a pick in a view first is known as one', () => {
  const button = (method: string, more: object) => ({
    type: 'analyse-button',
    name: method,
    ui_name: method,
    method,
    ...more,
  });
  const form = readForm({
    parametrization: [button('plain', {}), button('picked', { interaction: { view: 'map', min_select: 1 } })],
  });
  expect(methodsOf(undefined, form).map(({ method, picks }) => [method, picks])).toEqual([
    ['plain', undefined],
    ['picked', true],
  ]);
});
