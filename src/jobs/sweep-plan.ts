import {
  isArray,
  isNumber,
  isNumberText,
  isObject,
  type JsonObject,
  type JsonValue,
  numberFrom,
} from '../../contract/json/value.ts';
import type { JobRun } from '../api/job-runs.ts';
import { LargePart, partOf } from '../api/large-result.ts';
import { type Decimal, printPlaces, toDecimal, unitsAt } from '../params/decimal.ts';
import { isPoint } from '../params/equal.ts';
import { type Path, readablePath, setIn } from '../params/path.ts';
import { dataRows } from '../results/data-rows.ts';
import { numberOf } from '../results/reading.ts';
import type { Table, TableCell } from '../results/table-model.ts';

/** More runs than this in one sweep are refused: a platform is not flooded from a form. */
const MOST_RUNS = 60;
const LISTED = 2000;
/** Decimals of the values of a range. */
const MOST_PLACES = 30;

/** A number in the params that can be varied. */
export interface SweepParam {
  path: Path;
  label: string;
  value: JsonValue;
}

/** The numbers in the params, in their order; the first 2,000. */
export function sweepParams(params: JsonObject): SweepParam[] {
  const found: SweepParam[] = [];
  const look = (value: JsonValue, path: Path): void => {
    if (found.length >= LISTED) return;
    if (isNumber(value)) found.push({ path, label: readablePath(path, params), value });
    else if (isArray(value)) for (const [index, item] of value.entries()) look(item, [...path, index]);
    else if (isObject(value) && !isPoint(value))
      for (const [key, inner] of value) look(inner, [...path, key]);
  };
  look(params, []);
  return found;
}

/** The values that a text names: `1, 2.5, 4` or `1 to 3 step 0.5`, spelt as they are written. Throws a sentence for anything else. */
export function readValues(text: string): string[] {
  const range = /^\s*(\S+)\s*(?:to|…|\.\.)\s*(\S+)\s*(?:step|by)\s*(\S+)\s*$/i.exec(text);
  if (range) return rangeOf(...(range.slice(1, 4) as [string, string, string]));
  const values = text.split(/[\s,;]+/).filter(Boolean);
  if (values.length === 0) throw new Error('Give the values: “1, 2.5, 4”, or “1 to 3 step 0.5”.');
  const wrong = values.find((value) => !isNumberText(value));
  if (wrong !== undefined)
    throw new Error(
      `“${wrong}” is not a number. Write decimals with a point, and separate values by commas.`,
    );
  return [...new Set(values)];
}

/** Exact, so that the values that are run are those that are written. */
function rangeOf(...texts: [from: string, to: string, step: string]): string[] {
  const decimals = texts.map(inRange);
  const places = Math.max(...decimals.map((decimal) => decimal.places));
  const [start, end, by] = decimals.map((decimal) => unitsAt(decimal, places)) as [bigint, bigint, bigint];
  if (by === 0n || (end - start) * by < 0n) throw new Error('The step leads away from the end.');
  const count = Number((end - start) / by) + 1;
  if (count > MOST_RUNS) throw new Error(`That are ${count} values; at most ${MOST_RUNS} are run at once.`);
  const [first, , step] = decimals as [Decimal, Decimal, Decimal];
  const shown = Math.max(first.places, step.places);
  const cut = 10n ** BigInt(places - shown);
  return Array.from({ length: count }, (_, index) =>
    printPlaces({ units: (start + BigInt(index) * by) / cut, places: shown }),
  );
}

function inRange(text: string): Decimal {
  const decimal = isNumberText(text) ? toDecimal(text) : undefined;
  if (!decimal) throw new Error(`“${text}” is not a number.`);
  if (decimal.places > MOST_PLACES) throw new Error(`“${text}” has more than ${MOST_PLACES} decimals.`);
  return decimal;
}

/** One set of params of a sweep. */
export interface Variant {
  params: JsonObject;
  /** `width 1.5, depth 2` */
  note: string;
  /** The value of each swept param, as written. */
  values: string[];
}

/** A sweep that was started: what its params are called, and each of its sets. */
export interface Planned {
  names: string[];
  variants: Variant[];
}

/** All combinations of the values of one or two params. Throws a sentence when they are too many. */
export function planSweep(
  params: JsonObject,
  swept: readonly { param: SweepParam; values: readonly string[] }[],
): Variant[] {
  const count = swept.reduce((product, { values }) => product * values.length, 1);
  if (count > MOST_RUNS) throw new Error(`That are ${count} runs; at most ${MOST_RUNS} are made at once.`);
  let variants: Variant[] = [{ params, note: '', values: [] }];
  for (const { param, values } of swept)
    variants = variants.flatMap((variant) =>
      values.map((text) => ({
        params: setIn(variant.params, param.path, numberFrom(text)) as JsonObject,
        note: [variant.note, `${param.label} ${text}`].filter(Boolean).join(', '),
        values: [...variant.values, text],
      })),
    );
  return variants;
}

/** A number that the runs of a sweep gave. */
export interface Output {
  id: string;
  label: string;
}

/** The numbers that the results hold as data, each once. */
export function outputsOf(runs: readonly (JobRun | undefined)[]): Output[] {
  const outputs = new Map<string, Output>();
  for (const run of runs)
    for (const row of rowsOf(run))
      if (numberOf(row.value) !== undefined && !outputs.has(row.id))
        outputs.set(row.id, { id: row.id, label: [...row.groups, row.label].join(' · ') });
  return [...outputs.values()];
}

/** Data that is too large to be read here is none that anybody draws over a param. */
function rowsOf(run: JobRun | undefined) {
  const data = partOf(run?.result, 'data');
  return data === undefined || data instanceof LargePart ? [] : dataRows(data);
}

/** What a run gave for an output. */
export function outputAt(run: JobRun | undefined, id: string): number | undefined {
  return numberOf(rowsOf(run).find((row) => row.id === id)?.value);
}

const STATES = {
  queued: 'waits',
  starting: 'starts',
  running: 'runs',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  lost: 'lost',
};

/** The sweep as a table: the values, where each run is, and what it gave. */
export function sweepTable(
  names: readonly string[],
  variants: readonly Variant[],
  runs: readonly (JobRun | undefined)[],
  outputs: readonly Output[],
): Table {
  const cell = (value: JsonValue | undefined, text: string): TableCell => ({
    value,
    text,
    bold: false,
    italic: false,
  });
  const column = (title: string, number: boolean, id: string) => ({
    ...{ id, title, type: number ? 'number' : 'string', end: number, decimals: undefined },
  });
  return {
    columns: [
      ...names.map((name, index) => column(name, true, `in ${index}`)),
      column('Run', false, 'state'),
      ...outputs.map(({ label, id }) => column(label, true, id)),
    ],
    rows: variants.map((variant, index) => {
      const run = runs[index];
      const found = new Map(rowsOf(run).map((row) => [row.id, row]));
      const trouble = run?.error?.sentence ?? run?.trouble;
      const why = trouble ? `: ${trouble}` : '';
      const said = run ? `${STATES[run.state]}${why}` : 'not run';
      return {
        index,
        header: '',
        cells: [
          ...variant.values.map((text) => cell(numberFrom(text), text)),
          cell(said, said),
          ...outputs.map(({ id }) => cell(found.get(id)?.value, found.get(id)?.text ?? '')),
        ],
      };
    }),
    named: false,
    arranging: true,
  };
}

/** A line over the first param; with a second one, a line for each of its values. `values`: what each run gave, `null` for none. */
export function sweepFigure({ names, variants }: Planned, values: readonly (number | null)[], label: string) {
  const lines = new Map<string, { x: number[]; y: (number | null)[] }>();
  for (const [index, variant] of variants.entries()) {
    const name = variant.values[1] === undefined ? label : `${names[1]} ${variant.values[1]}`;
    const line = lines.get(name) ?? { x: [], y: [] };
    line.x.push(Number(variant.values[0]));
    line.y.push(values[index] ?? null);
    lines.set(name, line);
  }
  return {
    data: [...lines].map(([name, line]) => ({ type: 'scatter', mode: 'lines+markers', name, ...line })),
    layout: {
      xaxis: { title: { text: names[0] } },
      yaxis: { title: { text: label } },
      showlegend: lines.size > 1,
    },
    engine: 'flat' as const,
    height: 420,
  };
}
