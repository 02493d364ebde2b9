import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { columnName, type SheetCell, SheetWriter } from './sheet-writer.ts';

function sheetOf(rows: SheetCell[][], head = ['a']): string {
  const writer = new SheetWriter(head);
  writer.add(rows);
  const pieces = writer.end();
  const file = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    file.set(piece, at);
    at += piece.length;
  }
  return strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] as Uint8Array);
}

it('a text that looks like a formula is a text, and no cell holds a formula', () => {
  const sheet = sheetOf([['=HYPERLINK("http://x")'], ['+1'], ['-1'], ['@a'], ['1.0']]);
  expect(sheet).not.toMatch(/<f[ >]/);
  expect(sheet.match(/t="inlineStr"/g)).toHaveLength(6);
  expect(sheet).toContain('=HYPERLINK("http://x")');
});

it('a number keeps its value, and one with more digits than a spreadsheet holds is a text', () => {
  const sheet = sheetOf([
    [{ number: '12.50' }, { number: '1e-05' }, { number: '12345678901234567890' }, { number: 'NaN' }],
  ]);
  expect(sheet).toContain('<c r="A2"><v>12.50</v></c><c r="B2"><v>1e-05</v></c>');
  expect(sheet).toMatch(/r="C2" t="inlineStr"[^>]*><is><t[^>]*>12345678901234567890</);
  expect(sheet).toMatch(/r="D2" t="inlineStr"/);
});

it.each(['1e-400', '5e-324', '-1e308', '1e400'])('%s, which Excel would change, is a text', (number) => {
  expect(sheetOf([[{ number }]])).toContain(`>${number}</t>`);
});

it('what XML cannot hold is written so that a spreadsheet reads it back', () => {
  const sheet = sheetOf([['a<b>&\u0000_x0041_\ud800']]);
  expect(sheet).toContain('a&lt;b&gt;&amp;_x0000__x005F_x0041_\ufffd');
  expect(sheetOf([['x'.repeat(40_000)]]).match(/x{1000,}/)?.[0]).toHaveLength(32_766);
});

it('columns are named as spreadsheets name them', () => {
  expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});

it('counts the texts that a cell cannot hold', () => {
  const writer = new SheetWriter(['a', 'b']);
  writer.add([['x'.repeat(32_767), 'x'.repeat(32_768)]]);
  writer.add([['', 'x'.repeat(40_000)]]);
  expect(writer.cut).toBe(2);
});
