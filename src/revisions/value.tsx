import { useState } from 'react';
import { isArray, isNumber, isObject, type JsonValue } from '../../contract/json/value.ts';
import { colorHex } from '../fields/colors.ts';
import { textLength } from '../fields/sizes.ts';
import { isColor, isPoint } from '../params/equal.ts';
import { readablePath } from '../params/path.ts';
import buttons from '../ui/button.module.css';
import { isSeenWhole, Name } from '../ui/name.tsx';
import { sizeWords } from '../ui/size-words.ts';
import styles from './value.module.css';
import { contentWords, isGroup, plainText } from './value-words.ts';

/** Text longer than this is cut until asked for. */
const LONG = 300;

/** A value that is one short text, with its look, so that a cell needs nothing inside of it; `undefined` where `Value` must draw it. */
export function textOf(
  value: JsonValue | undefined,
): { text: string; look: 'text' | 'number' | 'quiet' } | undefined {
  if (value === undefined) return { text: plainText(value), look: 'quiet' };
  if (isNumber(value)) return { text: plainText(value), look: 'number' };
  const short = typeof value === 'string' && value.length <= LONG && isSeenWhole(value);
  return short || typeof value === 'boolean' ? { text: plainText(value), look: 'text' } : undefined;
}

/** A stored value as text: exact digits, missing and null told apart, containers as what they hold, opened on demand. */
export function Value({ value, asColor = false }: { value: JsonValue | undefined; asColor?: boolean }) {
  if (value === undefined) return <span className={styles.quiet}>{plainText(value)}</span>;
  if (value === null)
    return (
      <span className={styles.quiet} title="null">
        {plainText(value)}
        <span className="vx-visually-hidden"> (null)</span>
      </span>
    );
  const hex = asColor || isColor(value) ? colorHex(value) : undefined;
  if (hex)
    return (
      <span className={styles.colour}>
        <Swatch hex={hex} />
        <span className={styles.number}>{typeof value === 'string' ? value : hex}</span>
      </span>
    );
  if (typeof value === 'boolean') return <span>{plainText(value)}</span>;
  if (isNumber(value) || isPoint(value)) return <span className={styles.number}>{plainText(value)}</span>;
  if (typeof value === 'string') return <Text text={value} />;
  return <Container value={value} />;
}

function Swatch({ hex }: { hex: string }) {
  return <span className={styles.swatch} style={{ background: hex }} aria-hidden="true" />;
}

function Text({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  if (text === '') return <span className={styles.quiet}>empty text</span>;
  if (text.trim() === '')
    return (
      <span className={styles.quiet}>
        {text.length === 1 ? 'one space' : `${text.length} characters of white space`}
      </span>
    );
  if (text.length <= LONG) return <Lines text={text} />;
  return (
    <span>
      <Lines text={open ? text : text.slice(0, LONG - 60)} />
      {open ? null : '… '}
      <button type="button" className={buttons.quiet} onClick={() => setOpen(!open)} aria-expanded={open}>
        {open ? 'less' : `all ${text.length} characters`}
      </button>
    </span>
  );
}

/** Line by line, so that what is invisible inside a line is shown and the line ends are not. */
function Lines({ text }: { text: string }) {
  const lines = text.split('\n');
  if (lines.length === 1) return <Name>{text}</Name>;
  return (
    <span className={styles.lines}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one text, in order
        <span key={index}>{line === '' ? '\u200b' : <Name>{line}</Name>}</span>
      ))}
    </span>
  );
}

/** Lines drawn of an opened container; beyond it says how many there are. */
const DRAWN = 200;
/** Deeper than this is said and not walked. */
const MOST_DEPTH = 60;

function Container({ value }: { value: JsonValue }) {
  const [open, setOpen] = useState(false);
  const size = textLength(value);
  const words = `${contentWords(value)}${size > 2000 ? `, ${sizeWords(size)}` : ''}`;
  if ((isArray(value) && value.length === 0) || (isObject(value) && value.size === 0))
    return <span className={styles.quiet}>{words}</span>;
  if (
    isArray(value) &&
    value.length <= 12 &&
    value.every((item) => isNumber(item) || typeof item === 'string')
  )
    return <span>{value.map(plainText).join(', ')}</span>;
  return (
    <span className={styles.container}>
      <button type="button" className={buttons.quiet} onClick={() => setOpen(!open)} aria-expanded={open}>
        {words}
      </button>
      {open ? <Contents value={value} /> : null}
    </span>
  );
}

function Contents({ value }: { value: JsonValue }) {
  const { lines, more } = flatten(value);
  return (
    <span className={styles.contents}>
      {lines.map(([path, text]) => (
        <span key={path} className={styles.contentLine}>
          <span className={styles.contentPath}>{path}</span>
          <span>{text}</span>
        </span>
      ))}
      {more ? <span className={styles.quiet}>and more; {DRAWN} lines are shown</span> : null}
    </span>
  );
}

function flatten(value: JsonValue): { lines: [string, string][]; more: boolean } {
  const lines: [string, string][] = [];
  let more = false;
  const visit = (inner: JsonValue, path: (string | number)[]): void => {
    if (lines.length >= DRAWN) {
      more = true;
      return;
    }
    if (path.length > MOST_DEPTH) lines.push([readablePath(path), contentWords(inner) || plainText(inner)]);
    else if (isGroup(inner)) {
      for (const [key, member] of inner) {
        if (more) return;
        visit(member, [...path, key]);
      }
    } else if (isArray(inner) && inner.length > 0) {
      for (const [index, member] of inner.entries()) {
        if (more) return;
        visit(member, [...path, index]);
      }
    } else lines.push([readablePath(path), plainText(inner).slice(0, LONG)]);
  };
  visit(value, []);
  return { lines, more };
}
