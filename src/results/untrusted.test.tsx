import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { ApiError } from '../api/http.ts';
import { kindOfType } from '../fields/kinds.ts';
import { LinkFailure, OutsideLink } from './link-failure.tsx';
import { moduleOf, type ResultContext } from './part.ts';
import { linkParts } from './reading.ts';
import { Component as WebPart } from './web-part.tsx';

const context: ResultContext = { workspaceId: 1, entityId: 2, label: 'Report', params: undefined };
const web = (value: string) => render(<WebPart value={readJson(value)} context={context} />);

it.each([
  ...[
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '\tjavascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
  ],
  ...['blob:http://localhost/x', 'file:///etc/passwd', 'about:blank', 'mailto:a@b.nl', 'http://['],
])('%j is no link of a result', (link) => {
  expect(linkParts(link)).toBeUndefined();
});

it.each([
  ['/api/transfers/a/', true],
  ['//evil.test/a', false],
  ['https://evil.test/a', false],
  ['/\\evil.test', false],
  [`https://${window.location.hostname}.evil.test/`, false],
])('%s is read by the page itself: %s', (link, own) => {
  expect(linkParts(link)?.own).toBe(own);
});

it('a document of a result runs in a frame that may run scripts and nothing else', () => {
  web('{"html":"<script>alert(1)</script>"}');
  const frame = screen.getByTitle('Report');
  expect(frame.getAttribute('sandbox')).toBe('allow-scripts');
  expect([frame.getAttribute('src'), frame.getAttribute('srcdoc')]).toEqual(['/frame/web', null]);
  expect(frame.getAttribute('referrerpolicy')).toBe('no-referrer');
});

it('a page elsewhere is a link that says where it leads, and hands over nothing', () => {
  web('{"url":"https://evil.test/a"}');
  expect(document.querySelector('iframe')).toBeNull();
  render(<OutsideLink url="https://other.test/" host="other.test" />);
  for (const host of ['evil.test', 'other.test']) {
    const link = screen.getByRole('link', { name: `Open at ${host}` });
    expect(link.getAttribute('rel')?.split(' ').sort()).toEqual(['noopener', 'noreferrer']);
    expect(link).toHaveAttribute('target', '_blank');
  }
});

it('an address that is not followed is not told as a link that expired', () => {
  const told = (gateway: string | null) => {
    const error = new ApiError('cloud.viktor.ai names an address for this that is not followed.', {
      kind: 'refused',
      status: 404,
      gateway,
    });
    const { container, unmount } = render(
      <MantineProvider>
        <LinkFailure link="/api/transfers/a/" error={error} what="The file" context={context} />
      </MantineProvider>,
    );
    const text = container.textContent;
    unmount();
    return text;
  };
  expect(told('refused')).toMatch(/The file could not be read.*names an address/);
  expect(told('expired')).toMatch(/The link to it has expired/);
});

it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then'])(
  'what is called %s is nothing that is known by that name',
  (name) => {
    expect([moduleOf(name), kindOfType(name)]).toEqual([undefined, undefined]);
  },
);
