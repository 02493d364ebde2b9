import { ActionIcon } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import type { User } from '../../contract/common.ts';
import { cachedEntity } from '../api/entities.ts';
import { userQueries } from '../api/users.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { countText } from '../fields/sizes.ts';
import { paths } from '../paths.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Name } from '../ui/name.tsx';
import { sizeWords } from '../ui/size-words.ts';
import { Time } from '../ui/time.tsx';
import { Tip } from '../ui/tip.tsx';
import { draftStore } from './draft-store.ts';
import styles from './drafts-menu.module.css';
import type { KeptDraft } from './kept-draft.ts';
import { environmentName } from './place.ts';
import { onDraftChanged } from './signal.ts';

/** How long after a draft was written the list is read again, ms: typing writes one several times a second. */
const SETTLE = 1000;

/** Every unsaved draft of this person in this browser; nothing in the top bar while there is none. */
export function DraftsMenu() {
  const { data: me } = useQuery(userQueries.getCurrentUser());
  return me ? <DraftsOf me={me} /> : null;
}

function DraftsOf({ me }: { me: User }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const environment = environmentName();
  const { data: drafts, error } = useQuery({
    queryKey: ['drafts', 'all', environment, me.id],
    queryFn: () => draftStore.findAll({ environment, userId: me.id }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    structuralSharing: false,
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onDraftChanged(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: ['drafts', 'all'] });
      }, SETTLE);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client]);
  const count = drafts?.length ?? 0;
  if (count === 0 && !error && !open) return null;
  const label = error ? 'Drafts: not kept in this browser' : `Drafts: ${count}`;
  return (
    <>
      <Tip label={countText(count, 'unsaved draft')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          className={styles.button}
          aria-label={label}
          onClick={() => setOpen(true)}
        >
          <IconPencil size={17} stroke={1.6} />
          <span className={styles.count} aria-hidden="true">
            {error ? '!' : count}
          </span>
        </ActionIcon>
      </Tip>
      {open ? (
        <Dialog title="Drafts" wide onClose={() => setOpen(false)}>
          {error ? (
            <p className={styles.lead}>This browser keeps no drafts here: {error.message}</p>
          ) : count === 0 ? (
            <p className={styles.lead}>Nothing unsaved is kept in this browser.</p>
          ) : (
            <>
              <p className={styles.lead}>
                Unsaved changes that this browser keeps for you. Nothing of them is stored on the server.
              </p>
              <ul className={styles.list} aria-label="Drafts">
                {drafts?.map((draft) => (
                  <DraftRow key={draft.id} draft={draft} onLeave={() => setOpen(false)} />
                ))}
              </ul>
            </>
          )}
          <div className={styles.acts}>
            <button type="button" className={styles.plain} data-close onClick={() => setOpen(false)}>
              Close
            </button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

function DraftRow({ draft, onLeave }: { draft: KeptDraft; onLeave: () => void }) {
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { workspaceId, entityId } = draft.place;
  // Names come from what is read already: the list asks the server for nothing.
  const workspace = client.getQueryData(workspaceQueries.getWorkspace(workspaceId).queryKey);
  const entity = cachedEntity(client, workspaceId, entityId);
  const way = (entity?.path ?? [])
    .filter((id) => id !== entityId)
    .map((id) => cachedEntity(client, workspaceId, id)?.name)
    .filter((name) => name !== undefined);
  const place = [workspace?.name ?? `Workspace ${workspaceId}`, ...way].join(' › ');
  const changed = draft.changes.length + draft.pending.length;
  const discard = async (button: HTMLElement) => {
    try {
      if (!(await draftStore.drop(draft))) setProblem('It has been edited since: look at it first.');
      // The row goes, and the focus must not go with it.
      else button.closest('dialog')?.querySelector<HTMLElement>('[data-close]')?.focus();
    } catch (error) {
      setProblem(`It could not be discarded: ${error instanceof Error ? error.message : String(error)}`);
    }
    setAsked(false);
  };
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <Link to={paths.params(workspaceId, entityId)} className={styles.name} onClick={onLeave}>
          <Name>{entity?.name ?? draft.entityName}</Name>
        </Link>
        <span className={styles.place}>{place}</span>
        <span className={styles.facts}>
          {countText(changed, 'change')} · {sizeWords(draft.size)} ·{' '}
          <Time value={new Date(draft.keptAt).toISOString()} />
          {draft.reason ? ` · ${draft.reason}` : ''}
        </span>
        {problem ? (
          <span role="alert" className={styles.problem}>
            {problem}
          </span>
        ) : null}
      </div>
      <div className={styles.rowActs}>
        <Link className={styles.plain} to={paths.params(workspaceId, entityId)} onClick={onLeave}>
          Resume
        </Link>
        <Link
          className={styles.plain}
          to={paths.revisions(workspaceId, entityId, { from: 'head', to: 'draft' })}
          onClick={onLeave}
        >
          Compare
        </Link>
        {/* One button, so that the keyboard stays on it; who leaves it is not asked any more. */}
        <button
          type="button"
          className={asked ? styles.danger : styles.plain}
          onClick={({ currentTarget }) => (asked ? void discard(currentTarget) : setAsked(true))}
          onBlur={() => setAsked(false)}
        >
          {asked ? 'Discard for good' : 'Discard'}
        </button>
      </div>
    </li>
  );
}
