import { expect, it } from 'vitest';
import { besideOf, withBeside } from './paths.ts';

it('an address beside another keeps all of its search, also after a second question mark', () => {
  const address = '/workspaces/5/search?q=why?&x=1';
  const both = withBeside(address, '/workspaces/5/search?q=a?b');
  expect(new URLSearchParams(both.slice(both.indexOf('?'))).get('q')).toBe('why?');
  expect(new URLSearchParams(both.slice(both.indexOf('?'))).get('x')).toBe('1');
  expect(besideOf(both.slice(both.indexOf('?')))).toBe('/workspaces/5/search?q=a%3Fb');
  expect(withBeside('/workspaces/5', null)).toBe('/workspaces/5');
});
