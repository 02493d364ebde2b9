import { Button } from '@mantine/core';
import { Failure, Notice } from '../ui/notice.tsx';
import { passFocus } from '../ui/pass-focus.ts';
import styles from './entities-page.module.css';
import type { Table } from './use-table.ts';

/** What one has to know about the rows: how many are read, what could not be, and what of the link was no use. */
export function TableNotes({ table, problems }: { table: Table; problems: readonly string[] }) {
  const { state, store } = table;
  return (
    <>
      {problems.length > 0 ? (
        <div className={styles.note}>
          <Notice tone="warn" title="A part of this link could not be used">
            {problems.join(' ')}
          </Notice>
        </div>
      ) : null}
      {table.doubt ? (
        <div className={styles.note}>
          <Notice tone="warn">{table.doubt}</Notice>
        </div>
      ) : null}
      {state.error ? (
        <div ref={passFocus} className={styles.note}>
          <Failure title="Some rows could not be read" error={state.error} onRetry={() => store.retry()} />
        </div>
      ) : null}
      {state.restless && !state.readingAll ? (
        <div ref={passFocus} className={styles.note}>
          <Notice
            tone="warn"
            title="The list changed while it was read"
            action={
              <Button variant="default" onClick={() => void store.readAgain()}>
                Read again
              </Button>
            }
          >
            Rows may be missing, or there twice.
          </Notice>
        </div>
      ) : null}
      {state.readingAll ? (
        <div key="progress" ref={passFocus} className={styles.progress}>
          <progress value={state.read} max={Math.max(1, state.count)} aria-label="Rows read" />
          <span>
            {state.read.toLocaleString()} of {state.counting ? 'at least ' : ''}
            {state.count.toLocaleString()} read
          </span>
          <Button variant="default" onClick={() => store.stop()}>
            Stop
          </Button>
        </div>
      ) : table.incomplete ? (
        <div key="incomplete" ref={passFocus} className={styles.note}>
          <Notice
            tone="plain"
            title={`Only the ${state.read.toLocaleString()} rows read so far are looked at, of ${state.count.toLocaleString()}.`}
            action={
              <Button variant="default" onClick={() => void store.readAll()}>
                Read all
              </Button>
            }
          >
            The rest takes about {state.pagesLeft.toLocaleString()} requests.
          </Notice>
        </div>
      ) : null}
    </>
  );
}
