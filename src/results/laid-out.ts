import { printJson } from '../../contract/json/printing.ts';
import type { JsonValue } from '../../contract/json/value.ts';

/** A text in rows that are short enough to be drawn one by one. */
export interface TextRows {
  count: number;
  characters: number;
  read(from: number, to: number): string[];
}

/** UTF-16 units of a row at most: a longer line of the text goes on in the next row. */
const LONGEST_ROW = 240;

/** Deeper than this the white space alone would be longer than anybody's memory. */
const DEEPEST = 300;

/** A value laid out for people, numbers in their own spelling; one that is nested without end as it came. */
export function indented(value: JsonValue): string {
  const text = printJson(value);
  return depthOf(text) > DEEPEST ? text : printJson(value, { indent: 2 });
}

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 92) at++;
      else if (code === 34) quoted = false;
    } else if (code === 34) quoted = true;
    else if (code === 123 || code === 91) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (code === 125 || code === 93) depth--;
  }
  return deepest;
}

/** The rows of a text: its lines, long ones in pieces. */
export function laidOut(text: string): TextRows {
  const starts = startsIn(text);
  const rowAt = (row: number): string => {
    const end = starts[row + 1] ?? text.length;
    const line = text.slice(starts[row] ?? end, end);
    return line.endsWith('\n') ? line.slice(0, -1) : line;
  };
  return {
    count: starts.length,
    characters: text.length,
    read: (from, to) => {
      const last = Math.min(to, starts.length);
      return Array.from({ length: Math.max(0, last - from) }, (_, index) => rowAt(from + index));
    },
  };
}

function startsIn(text: string): Uint32Array {
  let starts = new Uint32Array(1024);
  let count = 0;
  const put = (at: number) => {
    if (count === starts.length) {
      const grown = new Uint32Array(starts.length * 2);
      grown.set(starts);
      starts = grown;
    }
    starts[count++] = at;
  };
  for (let line = 0; line < text.length || line === 0; ) {
    const found = text.indexOf('\n', line);
    const end = found < 0 ? text.length : found;
    put(line);
    for (let at = line + LONGEST_ROW; at < end; at += LONGEST_ROW)
      put(isSecondHalf(text.charCodeAt(at)) ? at - 1 : at);
    line = end + 1;
  }
  return starts.slice(0, count);
}

/** Of a character that takes two units. */
const isSecondHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
