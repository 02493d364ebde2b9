import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { JsonObject } from '../../contract/json/value.ts';
import { BlameProvider, type FieldBlame } from '../fields/blame-slot.tsx';
import { useCommands } from '../palette/commands.ts';
import buttons from '../ui/button.module.css';
import styles from './with-blame.module.css';

const FoundBlame = lazy(() =>
  import('./found-blame.tsx').then(({ FoundBlame: Component }) => ({ default: Component })),
);

/** Whether the address asks who set what (`blame=1`), and how to ask or not to. */
function useBlameWish(): [boolean, (on: boolean) => void] {
  const [search, setSearch] = useSearchParams();
  const wish = (on: boolean) =>
    setSearch(
      (current) => {
        const next = new URLSearchParams(current);
        if (on) next.set('blame', '1');
        else next.delete('blame');
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return [search.get('blame') === '1', wish];
}

/** Asks who set what beside fields; in the address as `blame=1`. */
export function BlameToggle() {
  const [on, wish] = useBlameWish();
  useCommands([
    {
      id: 'params.blame',
      title: on ? 'Hide who set each value' : 'Show who set each value',
      area: 'Params',
      run: () => wish(!on),
    },
  ]);
  return (
    <button type="button" className={buttons.quiet} aria-pressed={on} onClick={() => wish(!on)}>
      Who set it
    </button>
  );
}

/**
 * Hands to the fields in `children` who set what in the params as they were read, once the address asks for it. Until then nothing is loaded and nothing read; when
 * it is known only the places that show it are drawn again.
 */
export function WithBlame(props: {
  workspaceId: number;
  entityId: number;
  /** The params as they were read. */
  base: JsonObject;
  /** The revision they are of; without it the newest that holds them is looked for. */
  revisionId?: number;
  /** Where it stands who set a value: `each value`. */
  beside?: string;
  children: ReactNode;
}) {
  const { children, ...asked } = props;
  const [on] = useBlameWish();
  const [found, setFound] = useState<FieldBlame>();
  return (
    <BlameProvider value={on ? found : undefined}>
      {on ? (
        <Suspense fallback={<p className={styles.note}>Reading the revisions…</p>}>
          <FoundBlame {...asked} onFound={setFound} />
        </Suspense>
      ) : null}
      {/* Rows make room by this: asking each row whether it has a mark would slow typing in a long form. */}
      <div data-blamed={(on && found !== undefined) || undefined}>{children}</div>
    </BlameProvider>
  );
}
