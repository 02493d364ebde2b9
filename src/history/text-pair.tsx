import { type ReactNode, useMemo, useState } from 'react';
import {
  diffLines,
  diffWords,
  type TextDifferenceKind,
  type TextPart,
  textDifferenceKind,
} from '../params/text.ts';
import { Value } from '../revisions/value.tsx';
import styles from './text-pair.module.css';

const QUIET: Partial<Record<TextDifferenceKind, string>> = {
  'line-endings': 'only line ends (CRLF, LF)',
  normalisation: 'only how accents are stored',
  whitespace: 'only white space',
};

/** Texts longer than this are told apart by line first: word by word their whole would cost more than it tells. */
const LONG = 4000;

function partsOf(left: string, right: string): TextPart[] {
  if (left.length + right.length <= LONG) return diffWords(left, right);
  const parts: TextPart[] = [];
  for (const { parts: line } of diffLines(left, right)) parts.push(...line, { kind: 'same', text: '\n' });
  return merged(parts);
}

/** Neighbours of a kind as one, so that what is alike folds as a whole. */
function merged(parts: readonly TextPart[]): TextPart[] {
  const result: TextPart[] = [];
  for (const part of parts) {
    const last = result[result.length - 1];
    if (last?.kind === part.kind) last.text += part.text;
    else result.push({ ...part });
  }
  return result;
}

/** Two texts, what differs between them marked by word; long runs that are alike are folded. */
export function TextPair({
  left,
  right,
  render,
}: {
  left: string;
  right: string;
  render: (parts: { old: ReactNode; now: ReactNode; delta: ReactNode }) => ReactNode;
}) {
  const parts = useMemo(() => (left && right ? partsOf(left, right) : []), [left, right]);
  const kind = useMemo(() => textDifferenceKind(left, right), [left, right]);
  const quiet = QUIET[kind];
  const alike = parts.some((part) => part.kind === 'same' && /[\p{L}\p{N}]{2}/u.test(part.text));
  if (!alike && !quiet)
    return render({ old: <Value value={left} />, now: <Value value={right} />, delta: quiet ?? null });
  return render({
    old: <Marked parts={parts.filter((part) => part.kind !== 'added')} />,
    now: <Marked parts={parts.filter((part) => part.kind !== 'removed')} />,
    delta: quiet ?? null,
  });
}

/** Runs that are alike are folded beyond this many characters. */
const FOLDED = 220;
const CONTEXT = 70;

function Marked({ parts }: { parts: readonly TextPart[] }) {
  return (
    <span className={styles.text}>
      {parts.map((part, index) => {
        const key = `${index}${part.kind}`;
        if (part.kind !== 'same') return <Difference key={key} part={part} />;
        return <Same key={key} text={part.text} first={index === 0} last={index === parts.length - 1} />;
      })}
    </span>
  );
}

function Difference({ part }: { part: TextPart }) {
  const visible = part.text.replaceAll('\r', '[CR]').replaceAll('\n', '↵\n');
  return part.kind === 'added' ? (
    <ins className={styles.added}>{visible}</ins>
  ) : (
    <del className={styles.removed}>{visible}</del>
  );
}

function Same({ text, first, last }: { text: string; first: boolean; last: boolean }) {
  const [open, setOpen] = useState(false);
  if (open || text.length <= FOLDED) return <span>{text}</span>;
  const head = first ? '' : text.slice(0, CONTEXT);
  const tail = last ? '' : text.slice(-CONTEXT);
  return (
    <>
      <span>{head}</span>
      <button type="button" className={styles.fold} aria-expanded={false} onClick={() => setOpen(true)}>
        {`… ${text.length - head.length - tail.length} unchanged characters …`}
      </button>
      <span>{tail}</span>
    </>
  );
}
