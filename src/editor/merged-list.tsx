import type { JsonObject, JsonValue } from '../../contract/json.ts';
import { kindOf } from '../fields/kinds.ts';
import { Show } from '../fields/show.tsx';
import type { Change } from '../params/comparison.ts';
import { type Path, readablePath } from '../params/path.ts';
import styles from './conflict-dialog.module.css';

const MOST_LISTED = 50;

/** How a value is shown of which only its place is known. */
export function kindAt(path: Path, value: JsonValue | undefined) {
  return kindOf(undefined, value, String(path.at(-1) ?? ''));
}

/** What a place is called: the form's name for it, with the way to it. */
export function nameOf(path: Path, root: JsonObject, labelOf: (path: Path) => string | undefined): string {
  const way = readablePath(path, root) || 'Everything';
  const label = labelOf(path);
  return label && label !== way ? `${label} (${way})` : way;
}

/** Changes that were made by merging, each with what stood there and what stands there now. */
export function MergedList({
  changes,
  root,
  labelOf,
}: {
  changes: readonly Change[];
  root: JsonObject;
  labelOf: (path: Path) => string | undefined;
}) {
  return (
    <>
      <ul className={styles.merged}>
        {changes.slice(0, MOST_LISTED).map((change) => (
          <li key={JSON.stringify([change.kind, change.path, change.leftPath])}>
            <span className={styles.path}>{nameOf(change.path, root, labelOf)}</span>{' '}
            <span className={styles.old}>
              <Show kind={kindAt(change.path, change.from)} value={change.from} />
            </span>{' '}
            →{' '}
            <span className={styles.new}>
              <Show kind={kindAt(change.path, change.to)} value={change.to} />
            </span>
          </li>
        ))}
      </ul>
      {changes.length > MOST_LISTED ? (
        <p className={styles.lead}>… and {changes.length - MOST_LISTED} more.</p>
      ) : null}
    </>
  );
}
