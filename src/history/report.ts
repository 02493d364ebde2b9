import { printJson } from '../../contract/json/printing.ts';
import { isContainer, isNumber, type JsonValue, numberText } from '../../contract/json/value.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import { type Change, type Comparison, totalOf } from '../params/comparison.ts';
import { rowsElsewhere } from '../params/describe-elsewhere.ts';
import { flatten } from '../params/flatten.ts';
import { orderOf } from '../params/list-edits.ts';
import { type Path, readablePath } from '../params/path.ts';
import { changeInWords, looksLikeNoText } from '../params/value-in-words.ts';
import { formWords, labelOfForm, unitOf } from '../revisions/form-words.ts';
import { isGroup } from '../revisions/value-words.ts';
import { tableName } from './elsewhere.ts';
import { changesWords, deltaOf, movedTogether, stoodAt } from './exports.ts';
import { fieldsBelow, headingOf, outlineOf } from './outline.ts';

/** Values longer than this are cut, with their length told. */
const LONGEST = 2000;
/** So many characters stand before the first that differs. */
const BEFORE = 200;
const SIGNS = { added: '+', removed: '−', changed: '~', moved: '↕' } as const;

/** The two sides in words, and when the report was made. */
export interface ReportFacts {
  title: string;
  from: string;
  to: string;
  made: string;
}

/** What differs as one HTML document that needs nothing else: no script, no address but text, readable offline, light, dark and printed. */
export function htmlReport(comparison: Comparison, facts: ReportFacts, labels?: FormLabels): string {
  const { counts, hidden, right } = comparison;
  const more = hidden.tolerance + hidden.ignored;
  const sections = outlineOf(comparison, labels).sections.map((section) => {
    const name = headingOf(section, right);
    const rows = flatten(section).map((change) => rowOf(comparison, change, labels));
    return `<h2>${escaped(name)} <small>${totalOf(section.counts)}</small></h2>
<table><thead><tr><th></th><th>Field</th><th>Old</th><th>New</th><th>Difference</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(facts.title)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(facts.title)}</h1>
<dl><dt>Old</dt><dd>${escaped(facts.from)}</dd><dt>New</dt><dd>${escaped(facts.to)}</dd><dt>Made</dt><dd>${escaped(facts.made)}</dd></dl>
<p>${changesWords(counts)}: ${counts.added} added, ${counts.removed} removed, ${counts.changed} changed, ${counts.moved} moved${more > 0 ? `; ${more} more hidden by tolerance and ignore rules` : ''}.</p>
${sections.join('\n')}
</body></html>
`;
}

function rowOf(comparison: Comparison, change: Change, labels: FormLabels | undefined): string {
  const { left, right } = comparison;
  const { kind, path, leftPath, from, to, unit } = change;
  const at = kind === 'removed' ? leftPath : path;
  const root = kind === 'removed' ? left : right;
  const key = readablePath(at, root);
  const name = formWords(labels, at, root);
  const start = kind === 'changed' ? startShown(wholeText(from), wholeText(to)) : 0;
  const text = (value: JsonValue | undefined) =>
    kind !== 'changed' && isGroup(value)
      ? cut(groupText(at, value, labels), start)
      : fieldText(at, value, labels, start);
  const delta = deltaOf(change);
  const [old, now] =
    kind === 'moved'
      ? [stoodAt(comparison, change), movedTogether(change) ?? `${unit} moved`]
      : [text(from), text(to)];
  const isUnseen = kind === 'changed' && onOneLine(old) === onOneLine(now);
  const difference = isUnseen
    ? changeInWords(from, to)
    : (orderOf(change, labels && labelOfForm(labels)) ??
      rowsElsewhere(change, (table) => tableName(table, labels)));
  return `<tr class="${kind}"><td><b title="${kind}">${SIGNS[kind]}</b><span class="kind"> ${kind}</span></td><td>${escaped(name ?? key)}${name === undefined || name === key ? '' : `<code>${escaped(key)}</code>`}</td><td class="old">${escaped(old)}</td><td class="new">${escaped(now)}</td><td>${escaped(delta ? [delta.delta, delta.percent].filter(Boolean).join(' ') : difference)}</td></tr>`;
}

/** A value as its field writes it: an option by its label, a number with its unit. */
function fieldText(
  path: Path,
  value: JsonValue | undefined,
  labels: FormLabels | undefined,
  start = 0,
): string {
  const option = labels?.optionLabel(path, value);
  return option === undefined || option === value
    ? valueText(value, unitOf(labels, path), start)
    : `${option} (${valueText(value, undefined, start)})`;
}

/** A group that came or went, a line for each of its fields. */
function groupText(path: Path, value: JsonValue, labels: FormLabels | undefined): string {
  return fieldsBelow(path, value)
    .map((field) => {
      const name = formWords(labels, field.path, undefined) ?? readablePath(field.path.slice(path.length));
      return `${name}: ${fieldText(field.path, field.value, labels)}`;
    })
    .join('\n');
}

function wholeText(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  if (isNumber(value)) return numberText(value);
  return typeof value === 'string' ? value : isContainer(value) ? printJson(value) : String(value);
}

/** Where two texts are shown from, so that where they differ is not cut away. */
function startShown(old: string, now: string): number {
  let at = 0;
  while (at < old.length && old[at] === now[at]) at++;
  return at < LONGEST - BEFORE ? 0 : at - BEFORE;
}

const onOneLine = (text: string): string => text.normalize().replace(/\s+/g, ' ').trim();

function valueText(value: JsonValue | undefined, unit: string | undefined, start: number): string {
  if (value === undefined) return '–';
  const text = wholeText(value);
  if (isNumber(value)) return unit ? `${text} ${unit}` : text;
  if (typeof value === 'string' && (looksLikeNoText(value) || (unit && value.endsWith(unit))))
    return `“${cut(text, start)}”`;
  return cut(text, start) || '“”';
}

function cut(text: string, start: number): string {
  if (text.length <= LONGEST) return text;
  const end = start + LONGEST;
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''} (${text.length} characters in all)`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

const STYLE = `:root{color-scheme:light dark}
body{max-width:1100px;margin:24px auto;padding:0 16px;background:light-dark(#fff,#14171c);color:light-dark(#1b2027,#e2e6ec);font:13px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1{font-size:20px;overflow-wrap:anywhere}h2{margin:24px 0 6px;font-size:15px;overflow-wrap:anywhere}small{color:light-dark(#525c6a,#a3adba);font-weight:400}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px}dt{color:light-dark(#525c6a,#a3adba)}dd{margin:0;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse;table-layout:fixed}th,td{padding:4px 8px;border-bottom:1px solid light-dark(#e2e5ea,#2b313a);text-align:start;vertical-align:top;overflow-wrap:anywhere;white-space:pre-wrap}
th{color:light-dark(#525c6a,#a3adba);font-weight:600}th:first-child{width:84px}th:last-child{width:120px}code{display:block;color:light-dark(#525c6a,#a3adba);font-size:11px}
.old{color:light-dark(#a04a00,#f0a562)}.new{color:light-dark(#1559b5,#7fb2f7);font-weight:600}.removed .old{text-decoration:line-through}
@media print{body{margin:0;max-width:none;background:#fff;color:#000}tr{break-inside:avoid}h2{break-after:avoid}}`;
