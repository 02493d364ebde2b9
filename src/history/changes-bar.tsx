import { useState } from 'react';
import { type Counts, totalOf } from '../params/comparison.ts';
import { CountMarks } from '../revisions/marks.tsx';
import { Act } from '../ui/act.tsx';
import styles from './changes-bar.module.css';
import type { Section } from './outline.ts';
import type { View } from './sides.ts';

const VIEWS: readonly [View, string][] = [
  ['unified', 'Unified'],
  ['split', 'Split'],
  ['list', 'List'],
  // For reading aloud: sentences instead of a table.
  ['text', 'Text'],
];

/** Sections named at first. */
const NAMED = 8;

/** A drawing or a list of chosen values is one place to go to, whatever differs in it. */
function changesWords(changes: number, stops: number, form: number): string {
  if (form > 0) return `${changes - form} edit${changes - form === 1 ? '' : 's'}, ${form} with the form`;
  const words = `${changes} change${changes === 1 ? '' : 's'}`;
  return changes === stops ? words : `${words} in ${stops} place${stops === 1 ? '' : 's'}`;
}

/** How much differs and where, which view, and the way through the changes. */
export function ChangesBar({
  counts,
  formCount,
  sections,
  nameOf,
  onSection,
  view,
  onView,
  at,
  stops,
  go,
}: {
  counts: Counts;
  /** How many of them the form made. */
  formCount: number;
  sections: readonly Section[];
  nameOf: (section: Section) => string;
  onSection: (section: Section) => void;
  view: View;
  onView: (view: View) => void;
  at: number | undefined;
  stops: number;
  go: (step: 1 | -1) => void;
}) {
  const [all, setAll] = useState(false);
  return (
    <>
      <div className={styles.bar}>
        <CountMarks counts={counts} />
        <fieldset className={styles.views}>
          <legend className="vx-visually-hidden">View</legend>
          {VIEWS.map(([name, label]) => (
            <label key={name} className={styles.view} data-on={view === name || undefined}>
              <input
                type="radio"
                name="comparison-view"
                className="vx-visually-hidden"
                checked={view === name}
                onChange={() => onView(name)}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <div className={styles.walk}>
          <span className={styles.counter}>
            {at === undefined ? changesWords(totalOf(counts), stops, formCount) : `${at + 1} of ${stops}`}
          </span>
          <Act icon="up" framed label="Previous change" title="Previous change (p)" onClick={() => go(-1)} />
          <Act icon="down" framed label="Next change" title="Next change (n)" onClick={() => go(1)} />
        </div>
      </div>
      {sections.length > 1 ? (
        <nav className={styles.outline} aria-label="Changed sections">
          {sections.slice(0, all ? undefined : NAMED).map((section) => (
            <button
              key={section.id}
              type="button"
              className={styles.section}
              onClick={() => onSection(section)}
            >
              <bdi>{nameOf(section)}</bdi>
              <CountMarks counts={section.counts} />
            </button>
          ))}
          {sections.length > NAMED && !all ? (
            <button type="button" className={styles.section} onClick={() => setAll(true)}>
              {sections.length - NAMED} more
            </button>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}
