import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { MarkedText, withoutMarks } from './marked-text.tsx';

const html = (text: string): string => render(<MarkedText>{text}</MarkedText>).container.innerHTML;

it.each([
  ['plain', 'plain'],
  ['a **strong** word', 'a <strong>strong</strong> word'],
  ['an *odd* and _odd_ one', 'an <em>odd</em> and <em>odd</em> one'],
  ['**both *at* once**', '<strong>both <em>at</em> once</strong>'],
  ['run `a**b**c`', 'run <code>a**b**c</code>'],
  ['2 * 3 * 4, d_50 and d_90, **', '2 * 3 * 4, d_50 and d_90, **'],
  [String.raw`\*kept\*`, '*kept*'],
  [
    'see [the **manual**](https://example.org/a?b=1)',
    'see <a href="https://example.org/a?b=1" target="_blank" rel="noopener noreferrer">the <strong>manual</strong></a>',
  ],
  ['[mail](mailto:a@b.nl)', '<a href="mailto:a@b.nl" target="_blank" rel="noopener noreferrer">mail</a>'],
])('%s is drawn as it is meant', (text, expected) => {
  expect(html(text)).toBe(expected);
});

it.each([
  '[x](javascript:alert(1))',
  '[x](javascript:alert`1`)',
  '[x](/api/workspaces/)',
  '[x](data:text/html,x)',
  '<img src=x onerror=alert(1)>',
])('%s stays a text', (text) => {
  const { container } = render(<MarkedText>{text}</MarkedText>);
  expect(container.querySelector('a, img')).toBeNull();
  expect(container.textContent).toContain(text.slice(0, 12));
});

it('the words are there without their marks', () => {
  expect(withoutMarks('**Depth** of `d` in [m](https://a.nl)')).toBe('Depth of d in m (https://a.nl)');
});

it('a hostile text of marks takes no time', () => {
  const start = process.cpuUsage();
  withoutMarks('**a _b [c '.repeat(900));
  withoutMarks('**'.repeat(500_000));
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
});
