import { expect, test } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { compareParams } from '../params/compare.ts';
import { htmlReport } from './report.ts';

const facts = { title: 'A <b> & "c"', from: 'revision 1', to: 'revision 2', made: 'today' };
const report = (left: string, right: string) =>
  new DOMParser().parseFromString(
    htmlReport(compareParams(readJson(left), readJson(right)), facts),
    'text/html',
  );

test('every change is a row with its old and new text, numbers as they are stored', () => {
  const page = report('{"g":{"x":1.0,"gone":true}}', '{"g":{"x":2.50,"come":"new"}}');
  const rows = [...page.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent).join('|'),
  );
  expect(rows).toEqual([
    '~ changed|g › x|1.0|2.50|+1.5 +150 %',
    '− removed|g › gone|true|–|',
    '+ added|g › come|–|new|',
  ]);
});

test('a group that came is told by its fields, a table in it as it is stored', () => {
  const page = report('{}', '{"g":{"x":1.50,"in":{"y":"z"},"t":[{"a":1}]}}');
  expect(page.querySelector('tbody tr .new')?.textContent).toBe('x: 1.50\nin › y: z\nt: [{"a":1}]');
});

test('groups nested very deeply are reported', () => {
  const deep = (leaf: number) => `{"x":${'{"a":'.repeat(20_000)}${leaf}${'}'.repeat(20_000)}}`;
  expect(report(deep(1), deep(2)).querySelectorAll('tbody tr')).toHaveLength(1);
});

test('what would look the same on both sides is told apart', () => {
  const long = 'y'.repeat(2100);
  const page = report(
    JSON.stringify({ a: '5', b: 'p\r\nq', c: 'x ', d: `${long}1${long}`, e: `${long}1` }),
    JSON.stringify({ a: 5, b: 'p\nq', c: 'x', d: `${long}2${long}`, e: `${long}2z` }),
  );
  const cells = [...page.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].slice(2).map((cell) => cell.textContent),
  );
  expect(cells.slice(0, 3).map(([, , difference]) => difference)).toEqual([
    '',
    'changed in line ends only',
    'changed in white space only',
  ]);
  expect(cells[0]?.slice(0, 2)).toEqual(['“5”', '5']);
  const before = 'y'.repeat(200);
  expect(cells[3]?.[0]).toBe(`…${before}1${'y'.repeat(1799)}… (4201 characters in all)`);
  expect(cells[3]?.[1]).toBe(`…${before}2${'y'.repeat(1799)}… (4201 characters in all)`);
  expect(cells[4]).toEqual([
    `…${before}1 (2101 characters in all)`,
    `…${before}2z (2102 characters in all)`,
    '',
  ]);
});

test('a text that reads like a number is told from one', () => {
  const page = report('{"a":7,"b":"on","c":"1,5"}', '{"a":"8","b":"true","c":1.6}');
  const cells = [...page.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].slice(2, 4).map((cell) => cell.textContent),
  );
  expect(cells).toEqual([
    ['7', '“8”'],
    ['on', '“true”'],
    ['“1,5”', '1.6'],
  ]);
});

test('what data holds is text and nothing else, whatever it holds', () => {
  const evil = '<img src=x onerror=alert(1)></style><script>alert(1)</script>';
  const page = report('{}', JSON.stringify({ [evil]: evil, 'a\'"': '"><b>' }));
  expect(page.querySelectorAll('script, img, b:not([title]), link, iframe')).toHaveLength(0);
  expect(page.body.textContent).toContain(evil);
  expect(page.title).toBe(facts.title);
});

test('the document asks for nothing from elsewhere', () => {
  const html = htmlReport(compareParams(readJson('{"a":1}'), readJson('{"a":2}')), facts);
  expect(html).not.toMatch(/https?:|src=|href=|url\(/);
  expect(html).toContain("default-src 'none'");
});
