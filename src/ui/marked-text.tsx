import type { ReactNode } from 'react';

/** A stretch of a text of an app, which writes Markdown. */
export type MarkedPart =
  | { kind: 'plain' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; parts: MarkedPart[] }
  | { kind: 'link'; parts: MarkedPart[]; url: string };

const MARKS =
  /\\([\\`*_[\]])|`([^`\n]+)`|\[([^\]\n]+)\]\(([^()\s]+)\)|(\*\*|__)(?=\S)(.+?)(?<=\S)\5|(?<![\w*])([*_])(?=[^\s*_])([^\n]*?[^\s*_])\7(?![\w*])/gs;
/** Marks are looked for to the end from each place: a longer text is no description. */
const LONGEST = 10_000;
const DEEPEST = 4;

/** Strong, emphasised, code and links of a line of Markdown; everything else, HTML too, is plain text. Links lead to the web or to mail, others stay as they are written. */
function markedParts(text: string, depth = 0): MarkedPart[] {
  if (text.length > LONGEST || depth > DEEPEST) return [{ kind: 'plain', text }];
  const parts: MarkedPart[] = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    parts.push({ kind: 'plain', text: text.slice(end, match.index) });
    parts.push(partOf(match, depth + 1));
    end = match.index + match[0].length;
  }
  parts.push({ kind: 'plain', text: text.slice(end) });
  return parts.filter((part) => part.kind !== 'plain' || part.text !== '');
}

function partOf(
  [whole, escaped, code, words, url, , strong, , emphasis]: RegExpExecArray,
  depth: number,
): MarkedPart {
  if (escaped !== undefined) return { kind: 'plain', text: escaped };
  if (code !== undefined) return { kind: 'code', text: code };
  if (strong !== undefined) return { kind: 'strong', parts: markedParts(strong, depth) };
  if (emphasis !== undefined) return { kind: 'emphasis', parts: markedParts(emphasis, depth) };
  if (words === undefined || url === undefined || !leadsOut(url)) return { kind: 'plain', text: whole };
  return { kind: 'link', parts: markedParts(words, depth), url };
}

const leadsOut = (url: string): boolean => /^(?:https?:\/\/|mailto:)/i.test(url) && URL.canParse(url);

/** A text of an app with its marks drawn. Never HTML of the app. */
export function MarkedText({ children }: { children: string }) {
  return markedParts(children).map(drawn);
}

function drawn(part: MarkedPart, index: number): ReactNode {
  if ('text' in part) return part.kind === 'code' ? <code key={index}>{part.text}</code> : part.text;
  const inner = part.parts.map(drawn);
  if (part.kind === 'link')
    return (
      <a key={index} href={part.url} target="_blank" rel="noopener noreferrer">
        {inner}
      </a>
    );
  return part.kind === 'strong' ? <strong key={index}>{inner}</strong> : <em key={index}>{inner}</em>;
}

/** The words alone, with where their links lead, for where no marks can be drawn. */
export function withoutMarks(text: string): string {
  return markedParts(text).map(wordsOf).join('');
}

function wordsOf(part: MarkedPart): string {
  if ('text' in part) return part.text;
  const words = part.parts.map(wordsOf).join('');
  return part.kind === 'link' && words !== part.url ? `${words} (${part.url})` : words;
}
