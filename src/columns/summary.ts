import type { Entity } from '../../contract/entity.ts';
import { fromPlain } from '../../contract/json/plain.ts';
import { printJson } from '../../contract/json/printing.ts';
import { JsonNumber, type JsonValue } from '../../contract/json/value.ts';

export interface SummaryLine {
  key: string;
  label: string;
  /** With prefix and suffix as the app gives them; null when there is no value. */
  text: string | null;
  /** The value as the server gives it; a number keeps its spelling. `null` when there is none. */
  value: JsonValue;
  /** Whether the value is a number. */
  number: boolean;
  /** `text` with a long number cut to six digits, for columns; the whole is for the title. */
  short: string | null;
}

export interface Summary {
  lines: SummaryLine[];
  /** A sentence about the state of the summary itself, when it says less than it should. */
  note: string | null;
  /** Whether the app failed to compute it. */
  failed: boolean;
}

/** The summary that the platform computed last, values spelled as the server spells them. A text instead of items is kept as one line. */
export function readSummary(entity: Entity): Summary {
  const { summary } = entity;
  if (typeof summary === 'string')
    return {
      lines:
        summary.trim() === ''
          ? []
          : [
              {
                key: 'summary',
                label: 'Summary',
                text: summary,
                value: summary,
                number: false,
                short: summary,
              },
            ],
      ...stateOf(entity),
    };
  const lines = Object.entries(summary ?? {}).map(([key, item]) => lineOf(key, item));
  return { lines, ...stateOf(entity) };
}

function member(item: unknown, name: string): unknown {
  if (item instanceof Map) return item.get(name);
  return typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[name] : undefined;
}

function lineOf(key: string, item: unknown): SummaryLine {
  const isItem =
    typeof item === 'object' && item !== null && !Array.isArray(item) && !(item instanceof JsonNumber);
  const value = isItem ? member(item, 'value') : item;
  const text = textOf(value);
  const [prefix, suffix] = isItem
    ? [textOf(member(item, 'prefix')), textOf(member(item, 'suffix'))]
    : [null, null];
  return {
    key,
    label: (isItem && textOf(member(item, 'label'))) || key,
    text: text === null ? null : [prefix, text, suffix].filter(Boolean).join(' '),
    value: value === undefined ? null : fromPlain(value),
    number: typeof value === 'number' || value instanceof JsonNumber,
    short: text === null ? null : [prefix, shortNumber(text, value), suffix].filter(Boolean).join(' '),
  };
}

/** Six digits tell numbers of a column apart; whole numbers stay whole. */
function shortNumber(text: string, value: unknown): string {
  const number = value instanceof JsonNumber ? Number(value.text) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || Number.isInteger(number)) return text;
  if (text.replace(/e.*$/i, '').replace(/^-?[0.]*|\./g, '').length <= 6) return text;
  return Math.abs(number) >= 1e6 ? number.toFixed(0) : String(Number(number.toPrecision(6)));
}

/** Characters of a number that fit in a column of the width it has by itself. */
const FITTING = 16;

/** A figure of a column in its room: as it is, or shortened and led by `≈`. */
export function figureText(text: string): string {
  const short = text.length > FITTING ? shortNumber(text, Number(text)) : text;
  return short === text ? text : `≈ ${short}`;
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof JsonNumber) return value.text;
  return printJson(fromPlain(value));
}

/** Only `finished` is on record; the others are what such a state is commonly called. */
const DONE = /^(finished|success|succeeded|completed?|done|ok|ready)$/i;
const UNDER_WAY = /^(running|pending|queued|started|computing|in[ _-]?progress)$/i;
const FAILED = /^(failed|failure|error)$/i;

/** Whether the app failed to compute an entity's summary. */
export const summaryFailed = ({ summary_status: status }: Entity): boolean =>
  status !== 'finished' && FAILED.test(status ?? '');

function stateOf(entity: Entity): Pick<Summary, 'note' | 'failed'> {
  const { summary_status: status, summary_updated_at: at, updated_at: changed } = entity;
  const failed = summaryFailed(entity);
  const told = (note: string | null) => ({ note, failed });
  if (failed) return told('The app failed to compute the summary.');
  if (status && UNDER_WAY.test(status)) return told('The summary is being computed.');
  if (status && !DONE.test(status)) return told(`The platform says of the summary: “${status}”.`);
  if (at && changed && Date.parse(at) < Date.parse(changed) - 1000)
    return told('The summary is older than the last save.');
  return told(null);
}
