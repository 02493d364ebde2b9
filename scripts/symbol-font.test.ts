import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawFont, outlinesIn, signs } from './symbol-font.mjs';

/** Signs that fonts often have none of: arrows, technical and geometric signs, pictures; and the superscript minus, which stands alone in its block. */
const RARE = /[\u207b\u2190-\u21ff\u2300-\u27bf]/gu;

/** Sources without what only tells of them. */
function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|css)$/.test(name) && !/\.test\.|testing/.test(name))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8').replaceAll(/^\s*(\/?\*|\/\/).*$/gm, ''));
}

test('the font has every sign that pages show and a lean machine has none of', () => {
  const shown = new Set(sourcesOf('src').flatMap((source) => source.match(RARE) ?? []));
  expect(shown.size).toBeGreaterThan(10);
  expect([...shown].filter((sign) => !signs.includes(sign))).toEqual([]);
});

test('the font that is served is the one that is drawn, and is asked for its signs only', () => {
  const served = outlinesIn(readFileSync('src/ui/symbols.otf'));
  expect(served.filter((outline) => outline === '')).toEqual([]);
  expect(served).toEqual(outlinesIn(drawFont()));
  const css = readFileSync('src/ui/tokens.css', 'utf8');
  const range = /unicode-range:\s*([^;]+);/.exec(css)?.[1]?.match(/[0-9A-F]{4}/g) ?? [];
  const codes = signs.map((sign) => sign.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0'));
  expect(range.sort()).toEqual(codes.sort());
});
