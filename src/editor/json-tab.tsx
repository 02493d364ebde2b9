import { useEffect, useRef, useState } from 'react';
import { DraftBlame } from '../fields/blame-slot.tsx';
import { type Path, readablePath } from '../params/path.ts';
import buttons from '../ui/button.module.css';
import { sizeWords } from '../ui/size-words.ts';
import type { EditStore } from './edit-store.ts';
import type { Followed } from './followed.ts';
import { LEAVING } from './json-extensions.ts';
import { JsonSync } from './json-sync.ts';
import styles from './json-tab.module.css';

/**
 * The whole draft as JSON text. Valid edits flow into the draft, where whatever still means and spells the same keeps its source text; text that is not valid
 * says where it is wrong, waits in the draft, and the last valid state stays.
 */
export function JsonTab({
  store,
  readOnly,
  followed,
  onShowInForm,
}: {
  store: EditStore;
  readOnly: boolean;
  /** Where the form was left; from here on where the cursor stands. */
  followed: Followed;
  onShowInForm: () => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [path, setPath] = useState<Path>(followed.path ?? []);
  /** How long the text is that is being laid out, 0 when none is. */
  const [awaited, setAwaited] = useState(0);
  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const sync = new JsonSync({
      store,
      parent,
      readOnly,
      target: followed.path,
      onPath: (at) => {
        followed.path = at;
        setPath(at);
      },
      onAwaited: setAwaited,
    });
    return () => sync.end();
  }, [store, readOnly, followed]);
  return (
    <>
      <div className={styles.where}>
        <span className={styles.path} aria-label="Path at the cursor" role="note">
          {readablePath(path, store.value) || 'the whole'}
        </span>
        <DraftBlame path={path} base={store.base} value={store.value} />
        {path.length ? (
          <button type="button" className={buttons.quiet} onClick={onShowInForm}>
            Show in the form
          </button>
        ) : null}
        {readOnly ? null : <span className={styles.leaving}>{LEAVING}</span>}
      </div>
      {awaited > 0 ? (
        <p role="status" className={styles.awaited}>
          Laying out {sizeWords(awaited)} of JSON…
        </p>
      ) : null}
      <div ref={place} className={styles.editor} hidden={awaited > 0} />
    </>
  );
}
