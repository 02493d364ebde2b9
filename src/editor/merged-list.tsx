import type { JsonValue } from '../../contract/json/value.ts';
import { kindOf } from '../fields/kinds.ts';
import { Show } from '../fields/show.tsx';
import type { Change } from '../params/comparison.ts';
import type { Path } from '../params/path.ts';
import styles from './conflict-dialog.module.css';
import { type LabelOf, nameOf } from './place-names.ts';

const MOST_LISTED = 50;

/** How a value is shown of which only its place is known. */
export function kindAt(path: Path, value: JsonValue | undefined) {
  return kindOf(undefined, value, String(path.at(-1) ?? ''));
}

/** Changes that were made by merging, each with what stood there and what stands there now. `root`: what they led to. */
export function MergedList({
  changes,
  root,
  labelOf,
}: {
  changes: readonly Change[];
  root: JsonValue;
  labelOf: LabelOf;
}) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul className={styles.merged} tabIndex={0} aria-label="Merged">
        {changes.slice(0, MOST_LISTED).map((change) => (
          <li key={JSON.stringify([change.kind, change.path, change.leftPath])}>
            <span className={styles.path}>
              {nameOf(change.path, root, labelOf, change.to ?? change.from)}
            </span>{' '}
            {change.kind === 'added' ? null : (
              <span className={styles.old}>
                <Show kind={kindAt(change.path, change.from)} value={change.from} />
              </span>
            )}{' '}
            {change.kind === 'changed' ? '→' : change.kind}{' '}
            {change.kind === 'removed' || change.kind === 'moved' ? null : (
              <span className={styles.new}>
                <Show kind={kindAt(change.path, change.to)} value={change.to} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {changes.length > MOST_LISTED ? (
        <p className={styles.lead}>… and {changes.length - MOST_LISTED} more.</p>
      ) : null}
    </>
  );
}
