import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonValue } from '../../contract/json/value.ts';
import { type AcrossRow, compareAcross } from '../params/across.ts';
import { compareParams } from '../params/compare.ts';
import type { CompareOptions } from '../params/comparison.ts';
import { type Clash, mergeParams, type Side } from '../params/merge.ts';
import { toWire, type WireComparison } from '../params/wire.ts';

/** Params travel as texts. */
export type CompareRequest =
  | { what: 'compare'; left: string; right: string; options: CompareOptions }
  | { what: 'merge'; base: string; mine: string; theirs: string; choices: Readonly<Record<string, Side>> }
  | { what: 'across'; sides: readonly string[]; sets: readonly string[]; most: number };

type Text = string | undefined;
export type WireClash = Omit<Clash, Side> & Record<Side, Text>;
export interface WireAcross {
  count: number;
  rows: (Omit<AcrossRow, 'values'> & { values: Text[] })[];
}

export type CompareAnswer =
  | { comparison: WireComparison }
  | { merge: { merged: string; clashes: WireClash[] } }
  | { across: WireAcross }
  | { problem: string };

const textOf = (value: JsonValue | undefined): Text => (value === undefined ? undefined : printJson(value));

/** What the worker answers. */
export function answerCompare(request: CompareRequest): CompareAnswer {
  try {
    switch (request.what) {
      case 'compare': {
        const [left, right] = readAlike([request.left, request.right]);
        return { comparison: toWire(compareParams(left as JsonValue, right as JsonValue, request.options)) };
      }
      case 'merge': {
        const [base, mine, theirs] = readAlike([request.base, request.mine, request.theirs]);
        const { merged, clashes } = mergeParams(
          base as JsonValue,
          mine as JsonValue,
          theirs as JsonValue,
          request.choices,
        );
        const wire = clashes.map((clash) => ({
          ...clash,
          base: textOf(clash.base),
          mine: textOf(clash.mine),
          theirs: textOf(clash.theirs),
        }));
        return { merge: { merged: printJson(merged), clashes: wire } };
      }
      case 'across': {
        const rows = compareAcross(readAlike(request.sides), request.sets);
        const told = rows.slice(0, request.most);
        return {
          across: {
            count: rows.length,
            rows: told.map((row) => ({ ...row, values: row.values.map(textOf) })),
          },
        };
      }
    }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Reads texts that are much alike: what is spelt the same in the first is not read again. */
function readAlike(texts: readonly string[]): JsonValue[] {
  const values: JsonValue[] = [];
  for (const text of texts) values.push(readJson(text, { like: values[0] }));
  return values;
}
