import { printJson } from '../../contract/json/printing.ts';
import { isContainer, isNumber, type JsonValue, numberText } from '../../contract/json/value.ts';
import { type Change, type Comparison, type Counts, totalOf } from '../params/comparison.ts';
import { rowsElsewhere } from '../params/describe-elsewhere.ts';
import { flatten } from '../params/flatten.ts';
import { orderOf } from '../params/list-edits.ts';
import { type NumberChange, numberChange } from '../params/numbers.ts';
import { readablePath, toPointer } from '../params/path.ts';
import { unlike, valueInWords } from '../params/value-in-words.ts';

function placeOf({ left, right }: Comparison, { kind, path, leftPath }: Change) {
  return kind === 'removed' ? { path: leftPath, root: left } : { path, root: right };
}

/** What differs as a table in Markdown, with what is hidden counted above it. */
export function markdown(comparison: Comparison, title: string): string {
  const { counts, hidden } = comparison;
  const more = hidden.tolerance + hidden.ignored;
  const rows = flatten(comparison).map((change) => {
    const { path, root } = placeOf(comparison, change);
    const delta = deltaOf(change);
    const moved = change.kind === 'moved';
    const cells = [
      readablePath(path, root),
      change.kind,
      change.kind === 'added' ? '' : moved ? stoodAt(comparison, change) : valueInWords(change.from),
      change.kind === 'removed' ? '' : (movedTogether(change) ?? valueInWords(change.to)),
      delta
        ? [delta.delta, delta.percent].filter(Boolean).join(', ')
        : change.kind === 'changed'
          ? (unlike(change.from, change.to) ?? '')
          : (orderOf(change) ?? rowsElsewhere(change, readablePath)),
    ];
    return `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  });
  return [
    `### ${escapeMarkdown(title)}`,
    '',
    `${changesWords(counts)}${more > 0 ? ` shown, ${more} hidden` : ''}`,
    '',
    '| Path | Change | Old | New | Difference |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

export function changesWords(counts: Counts): string {
  const total = totalOf(counts);
  return `${total} change${total === 1 ? '' : 's'}`;
}

/** By how much a number changed: what only moved differs by nothing. */
export function deltaOf({ kind, from, to }: Change): NumberChange | null {
  return kind === 'changed' ? numberChange(from, to) : null;
}

/** Where a group stood, or a row, by its number from 1. */
export function stoodAt({ left }: Comparison, { leftPath, unit }: Change): string {
  const place = leftPath.at(-1);
  if (unit === 'subtree' || typeof place !== 'number') return `stood at ${readablePath(leftPath, left)}`;
  return `stood at ${place + 1}`;
}

/** How many rows moved as one block, when more than one. */
export function movedTogether({ kind, size, unit }: Change): string | undefined {
  return kind === 'moved' && size > 1 ? `${size} ${unit}s moved` : undefined;
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_<>|[\]]/g, '\\$&').replaceAll(/\r?\n|\r/g, ' ');
}

/** What differs as CSV (RFC 4180): one line a change, values exactly as they are stored; of what moved the pointers of both its places. */
export function csv(comparison: Comparison): string {
  const lines = flatten(comparison).map((change) => {
    const { path, root } = placeOf(comparison, change);
    const delta = deltaOf(change);
    return [
      quoted(readablePath(path, root)),
      quoted(toPointer(path)),
      change.kind,
      ...(change.kind === 'moved'
        ? [change.leftPath, path].map((place) => quoted(toPointer(place)))
        : [plain(change.from), plain(change.to)]),
      delta ? delta.delta.replace('−', '-') : '',
    ].join(',');
  });
  return ['path,pointer,change,old,new,difference', ...lines, ''].join('\r\n');
}

function plain(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (isNumber(value)) return numberText(value);
  return quoted(typeof value === 'string' ? value : isContainer(value) ? printJson(value) : String(value));
}

/** A text that a spreadsheet would take for a formula is kept from being one. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
