import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonArray, JsonValue } from '../../contract/json/value.ts';
import { compareDataTable } from './compare-data.ts';
import { compareTables } from './compare-tables.ts';
import { dataTable } from './data-rows.ts';
import { imageIn } from './image-bytes.ts';
import { indented, laidOut, type TextRows } from './laid-out.ts';
import {
  type Feature,
  featureOf,
  type MapModel,
  readMap,
  type ShapesPiece,
  shapesPiece,
} from './map-model.ts';
import { type Figure, readFigure, withTypedLists } from './plotly-figure.ts';
import { type TraceName, traceNames, traceTable } from './plotly-values.ts';
import { member, textOf } from './reading.ts';
import { type Arrangement, arrange, readTable, type Table, type TableRow } from './table-model.ts';
import { readVariants, type Variants } from './variants.ts';

/** What of a table is told before any of its rows. */
export type TableHead = Omit<Table, 'rows'> & { total: number; changed?: number };

/** Each `open…` reads the texts that the desk was given, once; what it opened answers the other questions. */
export interface LargeAnswers {
  openTable: { ask: { kind: string }; answer: TableHead };
  openPlot: { ask: object; answer: { figure: Omit<Figure, 'traces'>; traces: TraceName[] } };
  openMap: { ask: object; answer: Omit<MapModel, 'shapes'> & { count: number } };
  openVariants: { ask: object; answer: { table: TableHead; image: string | undefined } };
  openImage: { ask: object; answer: { image: Blob | undefined; text: string } };
  /** `html` is the document that the result carries, `text` the JSON of one that carries none. */
  openWeb: { ask: object; answer: { html: string; text: string } };
  openText: { ask: object; answer: { rows: number; characters: number } };
  /** The values of a trace take the place of the table. */
  trace: { ask: { at: number }; answer: TableHead };
  rows: {
    ask: { arrangement: Arrangement; from: number; to: number };
    answer: { count: number; rows: TableRow[] };
  };
  shapes: { ask: { from: number; to: number }; answer: ShapesPiece };
  feature: { ask: { index: number }; answer: Feature };
  variant: { ask: { at: number }; answer: { text: string | null } };
  lines: { ask: { from: number; to: number }; answer: { lines: string[] } };
}
export type Question = keyof LargeAnswers;
type Desk = { [Q in Question]: (ask: LargeAnswers[Q]['ask']) => LargeAnswers[Q]['answer'] };

/** Answers about one part of a result, or about two that are compared, from their JSON texts. Throws a sentence for what cannot be shown. */
export function largeDesk(texts: readonly string[]): Desk {
  let values: readonly JsonValue[] | undefined;
  const valueAt = (at: number): JsonValue => {
    values ??= texts.map((text) => readJson(text));
    return values[at] ?? null;
  };
  let table: Table | undefined;
  let arranged: { of: string; rows: readonly TableRow[] } | undefined;
  let map: MapModel | undefined;
  let traces: JsonArray = [];
  let variants: Variants | undefined;
  let text: TextRows | undefined;
  const put = (next: Table, changed?: number): TableHead => {
    table = next;
    arranged = undefined;
    const { rows, ...head } = next;
    return { ...head, total: rows.length, ...(changed === undefined ? {} : { changed }) };
  };
  const rowsOf = (arrangement: Arrangement): readonly TableRow[] => {
    const of = JSON.stringify(arrangement);
    if (table && arranged?.of !== of) arranged = { of, rows: arrange(table, arrangement) };
    return arranged?.rows ?? [];
  };
  return {
    openTable: ({ kind }) => {
      if (texts.length === 1) return put(kind === 'data' ? dataTable(valueAt(0)) : readTable(valueAt(0)));
      const compared = kind === 'data' ? compareDataTable : compareTables;
      const { table: both, changed } = compared(valueAt(0), valueAt(1));
      return put(both, changed);
    },
    openPlot: () => {
      const { traces: all, ...figure } = readFigure(valueAt(0));
      traces = all;
      return { figure: { ...figure, data: withTypedLists(figure.data) }, traces: traceNames(all) };
    },
    openMap: () => {
      map = readMap(valueAt(0));
      const { shapes, ...rest } = map;
      return { ...rest, count: shapes.length };
    },
    openVariants: () => {
      variants = readVariants(valueAt(0));
      const image = variants.image === undefined ? undefined : printJson(variants.image);
      return { table: put(variants.table), image };
    },
    openImage: () => {
      const image = imageIn(valueAt(0));
      return { image, text: image ? '' : printJson(valueAt(0)) };
    },
    openWeb: () => {
      const html = textOf(member(valueAt(0), 'html', 'content') ?? valueAt(0));
      return { html, text: html === '' ? printJson(valueAt(0)) : '' };
    },
    openText: () => {
      text = laidOut(indented(valueAt(0)));
      return { rows: text.count, characters: text.characters };
    },
    trace: ({ at }) => put(traceTable(traces[at] ?? null)),
    rows: ({ arrangement, from, to }) => {
      const rows = rowsOf(arrangement);
      return { count: rows.length, rows: rows.slice(from, to).map(withoutValues) };
    },
    shapes: ({ from, to }) => shapesPiece(map?.shapes.slice(from, to) ?? []),
    feature: ({ index }) => featureOf(valueAt(0), index),
    variant: ({ at }) => {
      const params = variants?.params[at];
      return { text: params ? printJson(params) : null };
    },
    lines: ({ from, to }) => ({ lines: text?.read(from, to) ?? [] }),
  };
}

/** Rows are handed over to be shown; what they are sorted by stays here. */
function withoutValues(row: TableRow): TableRow {
  return { ...row, cells: row.cells.map((cell) => ({ ...cell, value: undefined })) };
}
