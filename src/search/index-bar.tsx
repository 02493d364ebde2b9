import { Button } from '@mantine/core';
import { typesInDoubt } from '../api/types-in-doubt.ts';
import type { TypesToList } from '../api/types-to-list.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import type { BuilderState, IndexBuilder } from './index-builder.ts';
import styles from './search-page.module.css';
import { MOST_TEXT } from './value-index.ts';

/** How complete the index is and how old, and what can be done about it. */
export function IndexBar({
  builder,
  state,
  types,
}: {
  builder: IndexBuilder;
  state: BuilderState;
  types: TypesToList;
}) {
  const { index, counts, phase, error, notKept } = state;
  if (phase === 'opening') return null;
  const reading = phase === 'reading';
  const begun = index.startedAt !== null;
  const { ids = [] } = types;
  const doubt = typesInDoubt(types);
  const known = Object.values(index.types);
  const total = known.reduce((sum, { count }) => sum + count, 0);
  const allCounted = known.length >= ids.length;
  const go = (label: string, variant: 'filled' | 'default' = 'default') => (
    <Button variant={variant} onClick={() => void builder.read(ids)}>
      {label}
    </Button>
  );
  return (
    <section className={styles.index} aria-label="Index">
      <p className={styles.words} role="status">
        {!begun ? (
          'Values are looked for in an index that this browser makes: it reads the params of every entity once, 50 at a time, and keeps them here. Nothing is read until you say so.'
        ) : index.asOf ? (
          <>
            {reading ? 'Reading what was saved since' : 'Complete'}: {counts.size.toLocaleString()} entities,
            as of <Time value={index.asOf} />.
          </>
        ) : (
          <>
            {reading ? 'Reading' : 'Not complete'}: {counts.size.toLocaleString()} of{' '}
            {allCounted ? '' : 'at least '}
            {total.toLocaleString()} entities
            {allCounted ? '' : `, ${known.length} of ${ids.length} types begun`}.
          </>
        )}
        {counts.unreadable > 0 ? ` The params of ${counts.unreadable.toLocaleString()} may not be read.` : ''}
        {counts.left > 0
          ? ` ${counts.left.toLocaleString()} values of very large entities are left out.`
          : ''}
        {counts.cut > 0
          ? ` Of ${counts.cut.toLocaleString()} long texts only the first ${MOST_TEXT.toLocaleString()} characters are looked through.`
          : ''}
      </p>
      <span className={styles.buttons}>
        {reading ? (
          <Button variant="default" onClick={() => builder.pause()}>
            Pause
          </Button>
        ) : !begun ? (
          go('Make the index', 'filled')
        ) : index.asOf ? (
          go('Refresh')
        ) : (
          go('Go on', 'filled')
        )}
        {begun ? (
          <Button variant="subtle" color="gray" onClick={() => void builder.forget()}>
            Forget
          </Button>
        ) : null}
      </span>
      {reading && total > 0 && !index.asOf ? (
        <progress value={counts.size} max={Math.max(total, counts.size)} aria-label="Entities read" />
      ) : null}
      {doubt ? <Notice tone="plain">{doubt}</Notice> : null}
      {error ? (
        <Failure title="Reading stopped" error={error} onRetry={() => void builder.read(ids)} />
      ) : null}
      {notKept ? (
        <Notice tone="warn" title="The index is not kept in this browser">
          It can be searched until this page is closed. {notKept}
        </Notice>
      ) : null}
    </section>
  );
}
