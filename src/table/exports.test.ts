import { expect, it } from 'vitest';
import { readJson } from '../../contract/json/reading.ts';
import { csvLine } from './exports.ts';

it('CSV keeps the spelling of numbers, quotes what needs it and leaves no formula in a text', () => {
  const values = readJson('[1.0, 12345678901234567890, -5, "a,\\"b\\"\\n", "=1+1", "-x", null, true, [1,2]]');
  expect(csvLine([...(values as []), undefined])).toBe(
    `1.0,12345678901234567890,-5,"a,""b""\n",'=1+1,'-x,,true,"[1,2]",`,
  );
});
