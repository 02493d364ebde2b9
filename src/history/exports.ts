import { isContainer, isNumber, type JsonValue, numberText, printJson } from '../../contract/json.ts';
import { type Change, type Comparison, totalOf } from '../params/comparison.ts';
import { valueInWords } from '../params/describe.ts';
import { flatten } from '../params/flatten.ts';
import { numberChange } from '../params/numbers.ts';
import { readablePath, toPointer } from '../params/path.ts';

function placeOf({ left, right }: Comparison, { kind, path, leftPath }: Change) {
  return kind === 'removed' ? { path: leftPath, root: left } : { path, root: right };
}

/** What differs as a table in Markdown, with what is hidden counted above it. */
export function markdown(comparison: Comparison, title: string): string {
  const { counts, hidden } = comparison;
  const more = hidden.tolerance + hidden.ignored;
  const rows = flatten(comparison).map((change) => {
    const { path, root } = placeOf(comparison, change);
    const delta = numberChange(change.from, change.to);
    const cells = [
      readablePath(path, root),
      change.kind,
      change.kind === 'added' ? '' : valueInWords(change.from),
      change.kind === 'removed' ? '' : valueInWords(change.to),
      [delta?.delta, delta?.percent].filter(Boolean).join(', '),
    ];
    return `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  });
  return [
    `### ${escapeMarkdown(title)}`,
    '',
    `${totalOf(counts)} changes${more > 0 ? ` shown, ${more} hidden` : ''}`,
    '',
    '| Path | Change | Old | New | Difference |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_<>|[\]]/g, '\\$&').replaceAll(/\r?\n|\r/g, ' ');
}

/** What differs as CSV (RFC 4180): one line a change, values exactly as they are stored. */
export function csv(comparison: Comparison): string {
  const lines = flatten(comparison).map((change) => {
    const { path, root } = placeOf(comparison, change);
    const delta = numberChange(change.from, change.to);
    return [
      quoted(readablePath(path, root)),
      quoted(toPointer(path)),
      change.kind,
      change.kind === 'added' ? '' : plain(change.from),
      change.kind === 'removed' ? '' : plain(change.to),
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
