import { type ReactNode, type Ref, useImperativeHandle, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { isArray, isContainer, isNumber, type JsonValue } from '../../contract/json/value.ts';
import type { FormLabels } from '../fields/form-labels.ts';
import type { FieldKind } from '../fields/kinds.ts';
import type { Difference } from '../params/comparison.ts';
import { numberChange } from '../params/numbers.ts';
import { type Path, readablePath } from '../params/path.ts';
import { BlameMark } from '../revisions/blame-mark.tsx';
import { placeWords, unitOf } from '../revisions/form-words.ts';
import { NAMING } from '../revisions/kind-at.ts';
import { Mark } from '../revisions/marks.tsx';
import { NamedValue } from '../revisions/reference.tsx';
import { isGroup, plainText } from '../revisions/value-words.ts';
import buttons from '../ui/button.module.css';
import { usePrinting } from '../ui/use-printing.ts';
import styles from './change-sentences.module.css';
import { elsewhereWords } from './elsewhere.ts';
import type { Item } from './items.ts';
import type { Section } from './outline.ts';
import { wantedOf } from './plan.ts';
import { useReview } from './review.ts';
import { rowMovedWords } from './row-moved-words.ts';
import { idOf } from './stops.ts';
import { TakeBack } from './take-back-button.tsx';
import { PRINTED, type Rows } from './virtual-rows.tsx';

/** Sentences at first, and more at a time. */
const SHOWN = 300;
/** Of a text that much is read out. */
const LONG = 300;
/** A row or group of up to so many values is told whole. */
const MOST_NAMED = 12;
/** Ids that are told with the name of what they point at. */
const REFERENCES: ReadonlySet<FieldKind> = new Set(['entity', 'entities', 'file', 'files']);

type Changed = Extract<Item, { type: 'difference' }>;

/** The comparison to be read from top to bottom, as by a screen reader: under the heading of each section one sentence a change, beside the one that one stands at the way to take it back. */
export function ChangeSentences({
  items,
  nameOf,
  reached,
  ref,
}: {
  items: readonly Item[];
  nameOf: (section: Section) => string;
  /** The item at which the way through the changes stands: so far they are shown at least. */
  reached: number;
  ref?: Ref<Rows>;
}) {
  const text = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(SHOWN);
  const review = useReview();
  const shown = Math.max(asked, reached + 20, usePrinting() ? PRINTED : 0);
  useImperativeHandle(ref, () => ({
    show: (index) => {
      flushSync(() => setAsked((lines) => Math.max(lines, index + 20)));
      text.current
        ?.querySelector(`[data-row="${index}"]`)
        ?.scrollIntoView({ block: 'start', behavior: 'instant' });
    },
  }));
  const sections: { section: Section; row: number; changes: Changed[] }[] = [];
  for (const [row, item] of items.slice(0, shown).entries()) {
    if (item.type === 'section') sections.push({ section: item.section, row, changes: [] });
    else if (item.type === 'difference') sections.at(-1)?.changes.push(item);
  }
  return (
    <div ref={text} className={styles.text}>
      {sections.map(({ section, row, changes }) => (
        <section key={section.id} data-row={row}>
          <h3>
            <bdi>{nameOf(section)}</bdi>
          </h3>
          <ol>
            {changes.map(({ difference, wanted }) => {
              const id = idOf(difference);
              return (
                <li
                  key={`${difference.kind} ${id}`}
                  data-stop={id}
                  data-current={review.current === id || undefined}
                  tabIndex={-1}
                >
                  <Mark kind={difference.kind} /> <Sentence difference={difference} />{' '}
                  {difference.kind === 'removed' ? null : <BlameMark path={difference.path} />}
                  {review.current === id ? (
                    <TakeBack wanted={wanted ?? wantedOf(difference, review)} />
                  ) : null}
                </li>
              );
            })}
          </ol>
        </section>
      ))}
      {items.length > shown ? (
        <button type="button" className={buttons.quiet} onClick={() => setAsked(shown + SHOWN)}>
          {`Show ${Math.min(SHOWN, items.length - shown)} more of ${items.length - shown} lines`}
        </button>
      ) : null}
    </div>
  );
}

/** One change as one sentence: where, then what stood there and what stands there now. */
function Sentence({ difference }: { difference: Difference }): ReactNode {
  const { left, right, labels, workspaces, kindAt } = useReview();
  const { kind, path, leftPath } = difference;
  const gone = kind === 'removed';
  const at = gone ? leftPath : path;
  const place = placeWords(labels, at, gone ? left : right);
  if (difference.type === 'move')
    return `${place}: ${rowMovedWords(difference) ?? `stood at ${readablePath(leftPath, left)} before`}.`;
  const words = (value: JsonValue | undefined, workspaceId: number) =>
    REFERENCES.has(kindAt(at, value)) && (isNumber(value) || isArray(value)) ? (
      <NamedValue workspaceId={workspaceId} value={value} kind={kindAt(at, value)} option={undefined} />
    ) : (
      wordsOf(value, at, labels)
    );
  const old = words(difference.left, workspaces.left);
  const now = words(difference.right, workspaces.right);
  const elsewhere = difference.type === 'leaf' ? elsewhereWords(difference, labels) : undefined;
  if (kind === 'added')
    return (
      <>
        {place}: {now}, {elsewhere ?? 'not stored before'}.
      </>
    );
  if (gone)
    return (
      <>
        {place}: was {old}
        {elsewhere ? `, ${elsewhere}` : ''}.
      </>
    );
  const isNaming = NAMING.has(kindAt(at, difference.right));
  const delta = isNaming ? null : numberChange(difference.left, difference.right);
  const more = [delta?.delta, delta?.percent].filter(Boolean).join(', ');
  return (
    <>
      {place}: from {old} to {now}
      {more ? `, ${more}` : ''}.
    </>
  );
}

function wordsOf(value: JsonValue | undefined, path: Path, labels: FormLabels | undefined): string {
  const option = labels?.optionLabel(path, value);
  if (option !== undefined) return option;
  if (isGroup(value) && value.size <= MOST_NAMED && ![...value.values()].some(isContainer))
    return [...value]
      .map(
        ([key, member]) =>
          `${labels?.labelAt([...path, key]) ?? key} ${wordsOf(member, [...path, key], labels)}`,
      )
      .join(', ');
  const text = plainText(value);
  const unit = isNumber(value) ? unitOf(labels, path) : undefined;
  if (unit) return `${text} ${unit}`;
  if (typeof value !== 'string') return text;
  if (value === '') return 'empty text';
  return value.length > LONG
    ? `“${value.slice(0, LONG)}…” (${value.length} characters in all)`
    : `“${value}”`;
}
