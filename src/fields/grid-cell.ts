import {
  isContainer,
  isNumber,
  isNumberText,
  type JsonValue,
  numberFrom,
  numberText,
} from '../../contract/json/value.ts';
import { colorLike, colorParts } from './colors.ts';
import type { Choice, FieldSpec } from './form-spec.ts';
import { type FieldKind, isIsoDate } from './kinds.ts';
import { withLineEnds } from './line-ends.ts';
import { readNumber } from './read-number.ts';

/** The text that editing a cell starts with. */
export function cellText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (isNumber(value)) return numberText(value);
  return typeof value === 'boolean' ? String(value) : '';
}

/** Whether a cell opens below the table instead of being typed in. */
export function opensBelow(kind: FieldKind, value: JsonValue | undefined): boolean {
  if (isContainer(value)) return true;
  const containers: FieldKind[] = [
    'table',
    'array',
    'multiselect',
    'list',
    'entities',
    'files',
    'geo_point',
    'geo_polyline',
    'geo_polygon',
    'color',
    'group',
    'json',
    'hidden',
    'chat',
  ];
  return containers.includes(kind) && (value === undefined || value === null);
}

export type ReadCell = { ok: true; value: JsonValue } | { ok: false; problem: string; suggestion?: string };

const YES = /^(true|yes|y|1|on|ja|waar|x)$/i;
const NO = /^(false|no|n|0|off|nee|onwaar)$/i;

/** What is typed into a cell, as a value of its column's kind. Empty text is the empty form of the kind; an option that was a number stays one. */
export function readCell(
  kind: FieldKind,
  text: string,
  old: JsonValue | undefined,
  spec?: FieldSpec | undefined,
): ReadCell {
  if (kind === 'number' || kind === 'integer' || kind === 'entity' || kind === 'file') {
    const read = readNumber(text, kind !== 'number');
    return read.ok
      ? { ok: true, value: read.value }
      : { ok: false, problem: read.problem, ...(read.suggestion ? { suggestion: read.suggestion } : {}) };
  }
  if (kind === 'boolean') {
    if (text.trim() === '') return { ok: true, value: false };
    if (YES.test(text.trim())) return { ok: true, value: true };
    if (NO.test(text.trim())) return { ok: true, value: false };
    return { ok: false, problem: `“${text}” is neither true nor false.` };
  }
  if (kind === 'date') {
    if (text.trim() === '') return { ok: true, value: null };
    if (isIsoDate(text.trim())) return { ok: true, value: text.trim() };
    return { ok: false, problem: `“${text}” is not a date: write it as 2026-05-13.` };
  }
  if (kind === 'color' && text !== '') {
    const parts = colorParts(text);
    if (!parts) return { ok: false, problem: `“${text}” is not a colour: write it as #1f6feb.` };
    return { ok: true, value: typeof old === 'string' ? colorLike(old, parts, text) : text };
  }
  if (kind === 'option') {
    if (text === '') return { ok: true, value: null };
    const choice = spec?.choices && findChoice(spec.choices, text, old);
    if (choice !== undefined) return { ok: true, value: choice };
    return { ok: true, value: isNumber(old) && isNumberText(text) ? numberFrom(text) : text };
  }
  if (kind === 'json' && isNumber(old) && isNumberText(text)) return { ok: true, value: numberFrom(text) };
  return { ok: true, value: typeof old === 'string' ? withLineEnds(text, old) : text };
}

/** The stored value of a choice that is typed by its label or its value; its label where the cell holds labels, as older apps store them. */
function findChoice(
  choices: readonly Choice[],
  text: string,
  old: JsonValue | undefined,
): JsonValue | undefined {
  const wanted = text.trim();
  const named = ({ value, label }: Choice) => label === wanted || cellText(value) === wanted;
  const choice =
    choices.find(named) ?? choices.find(({ label }) => label.toLowerCase() === wanted.toLowerCase());
  if (!choice) return undefined;
  const byLabel = choices.some(({ label, value }) => label === old && value !== old);
  return byLabel ? choice.label : choice.value;
}

/** What is to be said of a value that is none of the choices that the app shows. `label` is that of its choice. */
export function notOffered(
  kind: FieldKind,
  spec: FieldSpec | undefined,
  value: JsonValue | undefined,
  label: string | undefined,
): string | undefined {
  const choices = kind === 'option' ? spec?.choices : undefined;
  if (!choices?.length || value === undefined || value === null) return undefined;
  // Older apps store the label of an option.
  return choices.some((choice) => choice.visible && [label, value].includes(choice.label))
    ? undefined
    : 'Not offered';
}

/** The choices that the app shows, and the one that is stored. */
export function offeredIn(
  spec: FieldSpec | undefined,
  label: string | undefined,
): readonly Choice[] | undefined {
  return spec?.choices?.filter((choice) => choice.visible || choice.label === label);
}
