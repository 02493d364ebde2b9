import { useId, useRef, useState } from 'react';
import { type Comparison, totalOf } from '../params/comparison.ts';
import buttons from '../ui/button.module.css';
import { type Hiding, hidesNothing, LIMITS, type Limit, readLimit, wouldHide } from './hiding.ts';
import styles from './hiding-panel.module.css';

const LABELS: Record<Limit, string> = {
  abs: 'Differ by at most',
  percent: 'by at most %',
  decimals: 'Equal to decimals',
};

interface Props {
  /** Without anything hidden. */
  whole: Comparison;
  shown: Comparison;
  hiding: Hiding;
  onHiding: (hiding: Hiding) => void;
}

/** Tolerance and ignore rules, with what they hide: shown and hidden are always the total. */
export function HidingPanel({
  proposed,
  onPropose,
  ...props
}: Props & { proposed: string | undefined; onPropose: (pattern: string | undefined) => void }) {
  const { hiding, onHiding } = props;
  const [open, setOpen] = useState(!hidesNothing(hiding));
  const [cleared, setCleared] = useState(0);
  const toggle = useRef<HTMLButtonElement>(null);
  // What was pressed goes away with what it hid: the keyboard goes on from here.
  const focus = () => toggle.current?.focus();
  return (
    <div className={styles.panel}>
      <div className={styles.line}>
        <button
          ref={toggle}
          type="button"
          className={buttons.quiet}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          Tolerance
        </button>
        <Sum
          {...props}
          onClear={() => {
            setCleared(cleared + 1);
            focus();
          }}
        />
      </div>
      {open ? (
        <fieldset className={styles.limits}>
          <legend className="vx-visually-hidden">Hide changes of numbers</legend>
          {LIMITS.map((limit) => (
            <LimitInput
              key={`${limit} ${cleared}`}
              limit={limit}
              value={hiding[limit]}
              onValue={(value) => onHiding({ ...hiding, [limit]: value })}
            />
          ))}
        </fieldset>
      ) : null}
      {hiding.ignore.length > 0 ? (
        <ul className={styles.rules} aria-label="Ignored">
          {hiding.ignore.map((pattern) => (
            <li key={pattern}>
              <code>{pattern}</code>
              <button
                type="button"
                className={buttons.quiet}
                aria-label={`Show ${pattern} again`}
                onClick={() => {
                  onHiding({ ...hiding, ignore: hiding.ignore.filter((other) => other !== pattern) });
                  focus();
                }}
              >
                show again
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {proposed === undefined ? null : (
        <Proposal
          key={proposed}
          pattern={proposed}
          {...props}
          onDone={() => onPropose(undefined)}
          onAdded={focus}
        />
      )}
    </div>
  );
}

function Sum({ whole, shown, hiding, onHiding, onClear }: Props & { onClear: () => void }) {
  if (hidesNothing(hiding)) return null;
  const { tolerance, ignored } = shown.hidden;
  const parts = [
    ...(tolerance > 0 ? [`${tolerance} within the tolerance`] : []),
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
  ];
  const why = parts.length > 0 ? ` (${parts.join(', ')})` : '';
  const nothing = { abs: undefined, percent: undefined, decimals: undefined, ignore: [] };
  return (
    <>
      <span role="status">
        {`${totalOf(shown.counts)} shown + ${tolerance + ignored} hidden${why} = ${totalOf(whole.counts)}`}
      </span>
      <button
        type="button"
        className={buttons.quiet}
        onClick={() => {
          onHiding(nothing);
          onClear();
        }}
      >
        Hide nothing
      </button>
    </>
  );
}

function LimitInput({
  limit,
  value,
  onValue,
}: {
  limit: Limit;
  value: number | undefined;
  onValue: (value: number | undefined) => void;
}) {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  const wrong = readLimit(text, limit) === null;
  const hint = useId();
  return (
    <span className={styles.limit}>
      <label className={styles.limit}>
        {LABELS[limit]}
        <input
          value={text}
          inputMode="decimal"
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? hint : undefined}
          onChange={(event) => {
            const next = event.currentTarget.value;
            setText(next);
            const limitNow = readLimit(next, limit);
            if (limitNow !== null) onValue(limitNow);
          }}
        />
      </label>
      {wrong ? (
        <span id={hint} role="alert" className={styles.wrong}>
          {`${limit === 'decimals' ? 'A whole number' : 'A number'} of 0 or more${value === undefined ? '' : `; ${value} stays in use`}.`}
        </span>
      ) : null}
    </span>
  );
}

/** A rule made from a row, to be widened or narrowed; what it would hide is counted while it is written. */
function Proposal({
  pattern,
  whole,
  shown,
  hiding,
  onHiding,
  onDone,
  onAdded,
}: Props & { pattern: string; onDone: () => void; onAdded: () => void }) {
  const [text, setText] = useState(pattern);
  const asked = useRef(document.activeElement);
  const leave = () => {
    onDone();
    if (asked.current instanceof HTMLElement) asked.current.focus();
  };
  const valid = text.startsWith('/');
  const count = valid ? wouldHide(whole, hiding, text) : 0;
  return (
    <form
      className={styles.proposal}
      aria-label="Ignore"
      onSubmit={(event) => {
        event.preventDefault();
        if (!valid) return;
        onHiding({ ...hiding, ignore: [...new Set([...hiding.ignore, text])] });
        onDone();
        onAdded();
      }}
    >
      <label className={styles.limit}>
        Ignore
        <input
          // biome-ignore lint/a11y/noAutofocus: it appears because somebody asked for it, and is what they do next
          autoFocus
          className={styles.pattern}
          value={text}
          aria-invalid={!valid || undefined}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') leave();
          }}
        />
      </label>
      <span role="status">
        {valid ? `hides ${count} of the ${totalOf(shown.counts)} shown` : 'A path starts with /'}
      </span>
      <button type="submit" className={buttons.plain} disabled={!valid}>
        Ignore
      </button>
      <button type="button" className={buttons.quiet} onClick={leave}>
        Cancel
      </button>
      <span className={styles.hint}>* is any one key or row, ** any depth</span>
    </form>
  );
}
