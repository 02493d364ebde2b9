import { createContext, type KeyboardEvent, useContext, useState } from 'react';
import { useFields } from '../fields/field-store.ts';
import { countText } from '../fields/sizes.ts';
import { toPointer } from '../params/path.ts';
import buttons from '../ui/button.module.css';
import type { FormModel, FormNode, FormSection } from './form-model.ts';
import { sectionId } from './form-view.tsx';
import styles from './outline.module.css';
import { reveal } from './section-body.tsx';
import type { FormTally, Tally } from './tally.ts';

/** The entry that Tab goes to, and how that becomes another. */
const Stop = createContext<{ stop: string | undefined; setStop: (id: string) => void }>({
  stop: undefined,
  setStop: () => undefined,
});

/** How deep the outline goes: steps and tabs, and the sections in them. */
const DEPTH = 3;

const oldWords = (count: number): string =>
  `${countText(count, 'stored value')} ${count === 1 ? 'does' : 'do'} not fit`;

/** The sections of the form with what changed and what does not fit in each; a filter; the way to the next problem. */
export function Outline(props: {
  model: FormModel;
  tally: FormTally;
  filter: string;
  onFilter: (text: string) => void;
  withInvisible: boolean;
  onInvisible: (show: boolean) => void;
  onNext: () => void;
  /** Goes to the first field that matches the filter. */
  onFirst: () => void;
}) {
  const { model, tally, filter, onFilter, withInvisible, onInvisible, onNext, onFirst } = props;
  const { all, troubled } = tally;
  const { formId } = useFields();
  const [wanted, setStop] = useState<string>();
  const ids = entryIds(formId, model);
  const stop = wanted !== undefined && ids.includes(wanted) ? wanted : ids[0];
  return (
    <aside className={styles.outline} aria-label="Outline">
      <input
        type="search"
        className={styles.filter}
        aria-label="Filter fields"
        title="Enter goes to the first that matches"
        placeholder="Filter fields"
        value={filter}
        spellCheck={false}
        onChange={(event) => onFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && filter) {
            event.stopPropagation();
            onFilter('');
          } else if (event.key === 'Enter') onFirst();
          else if (event.key === 'ArrowDown' && stop !== undefined) entryOf(stop)?.focus();
        }}
      />
      {troubled.length || all.changed ? (
        <div className={styles.sums}>
          <span>
            {[
              all.changed ? `${all.changed} changed` : '',
              all.problems ? countText(all.problems, 'problem') : '',
              all.old ? oldWords(all.old) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {troubled.length ? (
            <button type="button" className={buttons.quiet} title="F8" onClick={onNext}>
              Next problem
            </button>
          ) : null}
        </div>
      ) : null}
      <ul className={styles.list} onKeyDown={moveByKey}>
        <Stop value={{ stop, setStop }}>
          <Entries nodes={model.nodes} depth={1} tally={tally} />
          {model.orphans.length ? (
            <Entry
              id={`${formId}group-orphans`}
              title="Not in the current form"
              tally={tally.sections.get('orphans')}
            />
          ) : null}
          {model.hidden.length ? (
            <Entry id={`${formId}group-hidden`} title="Hidden data" tally={tally.sections.get('hidden')} />
          ) : null}
        </Stop>
      </ul>
      {model.invisible > 0 ? (
        <label className={styles.switch}>
          <input
            type="checkbox"
            checked={withInvisible}
            onChange={(event) => onInvisible(event.currentTarget.checked)}
          />
          Show {countText(model.invisible, 'field')} hidden now
        </label>
      ) : null}
    </aside>
  );
}

const entryOf = (id: string) =>
  [...document.querySelectorAll<HTMLElement>('[data-entry]')].find(({ dataset }) => dataset.entry === id);

function entryIds(formId: string, model: FormModel): string[] {
  const ids: string[] = [];
  const visit = (nodes: readonly FormNode[], depth: number): void => {
    for (const node of depth > DEPTH ? [] : nodes) {
      if (node.type !== 'section') continue;
      ids.push(sectionId(formId, node));
      visit(node.nodes, depth + 1);
    }
  };
  visit(model.nodes, 1);
  if (model.orphans.length) ids.push(`${formId}group-orphans`);
  if (model.hidden.length) ids.push(`${formId}group-hidden`);
  return ids;
}

function Entries({ nodes, depth, tally }: { nodes: readonly FormNode[]; depth: number; tally: FormTally }) {
  const { formId } = useFields();
  const sections = nodes.filter((node): node is FormSection => node.type === 'section');
  if (depth > DEPTH) return null;
  return sections.map((section) => (
    <Entry
      key={section.key}
      id={sectionId(formId, section)}
      title={section.title}
      tally={tally.sections.get(section.key)}
      off={section.spec?.enabled === false || section.spec?.visible === false}
    >
      <Entries nodes={section.nodes} depth={depth + 1} tally={tally} />
    </Entry>
  ));
}

function Entry(props: {
  id: string;
  title: string;
  tally: Tally | undefined;
  off?: boolean;
  children?: React.ReactNode;
}) {
  const { id, title, tally, off, children } = props;
  const { stop, setStop } = useContext(Stop);
  const marks = [
    tally?.changed ? `${tally.changed} changed` : '',
    tally?.problems ? countText(tally.problems, 'problem') : '',
    tally?.old ? oldWords(tally.old) : '',
  ].filter(Boolean);
  return (
    <li>
      <button
        type="button"
        className={styles.entry}
        data-off={off || undefined}
        data-entry={id}
        tabIndex={stop === id ? 0 : -1}
        onFocus={() => setStop(id)}
        onClick={() => jumpTo(id)}
      >
        <span className={styles.title}>{title}</span>
        {tally?.problems ? (
          <span className={styles.problems} aria-hidden="true">
            ▲{tally.problems}
          </span>
        ) : null}
        {tally?.old ? (
          <span className={styles.old} aria-hidden="true">
            ▲{tally.old}
          </span>
        ) : null}
        {tally?.changed ? (
          <span className={styles.changed} aria-hidden="true">
            ●{tally.changed}
          </span>
        ) : null}
        {marks.length ? <span className="vx-visually-hidden">, {marks.join(', ')}</span> : null}
      </button>
      {children ? <ul className={styles.inner}>{children}</ul> : null}
    </li>
  );
}

/** Arrows go from entry to entry: the whole list is one stop of Tab. */
function moveByKey(event: KeyboardEvent<HTMLUListElement>): void {
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = entries.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  entries[to]?.focus();
}

function jumpTo(id: string): void {
  const section = document.getElementById(id);
  if (section) reveal(section);
  section?.scrollIntoView?.({ block: 'start' });
  focusIn(section);
}

/** Goes to the control of a field; of a table to its active cell. */
export function focusField(id: string, key?: string): void {
  const whole = document.getElementById(`${id}-label`)?.closest('[data-pointer]');
  const row = (key !== undefined && whole && fieldOfRow(whole, key)) || whole;
  if (row) reveal(row);
  row?.scrollIntoView?.({ block: 'center' });
  const control = document.getElementById(id);
  // A card or a cell may have taken it already.
  if (row?.contains(document.activeElement)) return;
  if (control && row === whole) control.focus({ preventScroll: true });
  else focusIn(row ?? null);
}

/** The first open card's field of that key. */
function fieldOfRow(list: Element, key: string): Element | undefined {
  const end = toPointer([key]);
  const inside = [...list.querySelectorAll<HTMLElement>('[data-index] [data-pointer]')];
  return inside.find(({ dataset }) => dataset.pointer?.endsWith(end));
}

function focusIn(place: Element | null): void {
  if (!place) return;
  reveal(place);
  // Of cards the first that has a problem; else the first control, and only then what shows or hides things.
  const found = WANTED.map((selector) => place.querySelector<HTMLElement>(selector)).find(Boolean);
  // A table may be higher than the window.
  if (found?.role === 'gridcell') found.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  found?.focus({ preventScroll: true });
}
const WANTED = [
  '[data-trouble]',
  '[role="gridcell"][tabindex="0"], [data-index] [aria-expanded][tabindex="0"], input:not([disabled]), select:not([disabled]), textarea:not([disabled])',
  '[data-pointer] button:not([disabled])',
];
