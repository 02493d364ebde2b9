import { Button } from '@mantine/core';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import { cachedEntity, entityKeys, entityMutations, entityQueries, knownParent } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { ApiError } from '../api/http.ts';
import { fromBelow, knownSubtreeSize, type SubtreeSize, subtreeSize } from '../api/subtree.ts';
import { usePlace } from '../api/use-place.ts';
import { userQueries } from '../api/users.ts';
import { NotWholeError, readWholeSubtree, type WholeEntity } from '../api/whole-subtree.ts';
import { forgetEntities } from '../palette/usage.ts';
import { besideOf, entityOfPath, paths, withBeside } from '../paths.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import styles from '../ui/dialog.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { type Capsule, dropCapsule, keepCapsule } from './capsules.ts';
import { removeMark } from './marks.ts';
import { closeBranch } from './open-branches.ts';

/** What cannot be typed as it is, such as line breaks or several spaces, need not be. */
const plain = (name: string) => name.normalize().trim().replace(/\s+/g, ' ');

/** Delete an entity with all below it, after saying how many that are. */
export function DeleteDialog({
  workspaceId,
  entity,
  onClose,
}: {
  workspaceId: number;
  entity: Entity;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const { data: types = [] } = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  const [top, setTop] = useState(entity);
  const known = knownSubtreeSize(top, types);
  const [progress, setProgress] = useState<SubtreeSize>(known);
  const remove = useMutation(entityMutations.delete());
  const [leaving, setLeaving] = useState(false);
  const [refusal, setRefusal] = useState<Error | null>(null);
  const [step, setStep] = useState<{ done: number; all: number } | null>(null);
  const counted = useQuery({
    ...subtreeSize(client, workspaceId, top, types, setProgress),
    // Not while deleting: nothing may ask for what is gone.
    enabled: !known.exact && remove.isIdle && !leaving,
  });
  // What the copy found to be more than was told.
  const [found, setFound] = useState<SubtreeSize>();
  const size = found ?? counted.data ?? (known.exact ? known : progress);
  const [typed, setTyped] = useState('');
  const busy = leaving || remove.isPending;
  const leave = useLeave(workspaceId, entity);
  const counting = counted.isFetching;
  // What holds something, or may hold something, is not deleted by a slip of the hand.
  const mustType = size.below > 0 || (!size.exact && !counting);
  const ready = mustType ? confirms(typed, entity) : size.exact;
  // It may be that the environment takes nothing that holds something. That is asked before anything below goes: the entity itself may stay for another reason.
  const isFromBelow = size.below > 0 && refusal instanceof ApiError && [400, 409].includes(refusal.status);
  const [copy, setCopy] = useState<Copying>({ state: 'none' });
  const askAgain = async (now: Entity, more?: SubtreeSize) => {
    await client.invalidateQueries({ queryKey: entityKeys.children(workspaceId, now.id) });
    setTop(now);
    setProgress(knownSubtreeSize(now, types));
    setFound(more);
    setTyped('');
    setCopy({ state: 'changed' });
  };
  /** Everything that goes, as it is now; undefined where that is not what was told, so that it is asked again. */
  const readAll = async (): Promise<WholeEntity[] | undefined> => {
    const now = await client.fetchQuery(entityQueries.getEntityNow(workspaceId, entity.id));
    if (now.child_count !== top.child_count || now.updated_at !== top.updated_at) {
      await askAgain(now);
      return undefined;
    }
    const whole = await readWholeSubtree(workspaceId, now, {
      most: MOST_COPIED,
      mayHold: (one) => mayHoldSomething(one, types),
      onProgress: (read) => setCopy({ state: 'reading', read }),
    });
    const below = whole.length - 1;
    if (!size.exact || below <= size.below) return whole;
    await askAgain(now, { below, exact: true });
    return undefined;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || busy) return;
    setLeaving(true);
    const parent = knownParent(client, workspaceId, entity) ?? null;
    let capsule: Capsule | undefined;
    if (copy.state !== 'failed') {
      try {
        setCopy({ state: 'reading', read: 0 });
        const whole = await readAll();
        if (!whole) return setLeaving(false);
        const user = client.getQueryData(userQueries.getCurrentUser().queryKey)?.id ?? 0;
        capsule = await keepCapsule(client, { user, workspaceId, parent }, whole);
        setCopy({ state: 'none' });
      } catch (error) {
        setLeaving(false);
        const below = (error instanceof NotWholeError && error.atLeast ? error.atLeast : 1) - 1;
        if (below > size.below) setFound({ below, exact: false });
        setTyped('');
        return setCopy({ state: 'failed', why: error instanceof Error ? error.message : String(error) });
      }
    }
    await leave();
    closeBranch(workspaceId, entity.id);
    let done = 0;
    try {
      const all = isFromBelow ? await fromBelow(workspaceId, entity.id, parent) : [{ id: entity.id, parent }];
      for (const one of all) {
        if (all.length > 1) setStep({ done, all: all.length });
        await remove.mutateAsync({ workspaceId, ...one });
        done += 1;
      }
      const me = client.getQueryData(userQueries.getCurrentUser().queryKey)?.id ?? 0;
      const gone = [entity, ...(capsule?.entities ?? [])];
      forgetEntities(
        me,
        workspaceId,
        gone.map(({ id }) => id),
      );
      removeMark(workspaceId, entity.id);
      onClose();
    } catch (error) {
      setRefusal(error as Error);
      if (capsule && done === 0 && isStillThere(error as Error)) void dropCapsule(client, capsule);
    } finally {
      setLeaving(false);
      setStep(null);
    }
  };
  return (
    <Dialog title={`Delete “${entity.name}”?`} role="alertdialog" busy={busy} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p aria-live="polite">{sentence(size, counting, counted.error)}</p>
        {mustType ? (
          <div className={styles.field}>
            <span>
              Type <strong dir="auto">{entity.name}</strong> or the id <strong>{entity.id}</strong> to confirm
            </span>
            <div className={styles.withButton}>
              <input
                className={styles.control}
                aria-label="Name of the entity"
                autoComplete="off"
                dir="auto"
                data-autofocus
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
              <CopyButton label="Copy name" text={() => entity.name} />
            </div>
          </div>
        ) : null}
        <p role="status">{step ? `${step.done} of ${step.all} deleted…` : copyWords(copy)}</p>
        {refusal && !busy ? (
          <span className={styles.problem} role="alert">
            {refusal.message}
            {isFromBelow ? ' It may be that what is below has to go first, one after the other.' : ''}
          </span>
        ) : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose} disabled={busy} data-autofocus>
            Cancel
          </Button>
          <Button type="submit" color="#b3261e" loading={busy} disabled={!ready}>
            {copy.state === 'failed' ? 'Delete without a copy' : isFromBelow ? 'Delete from below' : 'Delete'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** So many entities are copied at most: their params may be large. */
const MOST_COPIED = 2000;

type Copying =
  | { state: 'none' | 'changed' }
  | { state: 'reading'; read: number }
  | { state: 'failed'; why: string };

function copyWords(copy: Copying): string {
  if (copy.state === 'reading') return `Keeping a copy in this browser: ${copy.read.toLocaleString()} read…`;
  if (copy.state === 'changed')
    return 'It is not as it was shown here any more: what goes is told anew. Nothing is deleted yet.';
  if (copy.state === 'failed')
    return `No copy could be kept, so this could not be made again. ${asSentence(copy.why)} Nothing is deleted yet.`;
  return 'A copy of the names and params stays in this browser, to make it again with new ids: references inside it follow, others keep the old ones. Its revisions, its files, and who made or changed it when are not kept and go for good.';
}

/** Whether what a delete was refused for is there for certain: it is not to be made again beside itself. */
const isStillThere = (error: Error) =>
  error instanceof ApiError && error.kind === 'refused' && error.status < 500 && error.status !== 404;

/** What browsers tell has no full stop. */
const asSentence = (words: string) => (/[.!?…]$/.test(words) ? words : `${words}.`);

function mayHoldSomething(entity: Entity, types: readonly EntityType[]): boolean {
  return types.find(({ id }) => id === entity.entity_type)?.child_entity_type_ids?.length !== 0;
}

/** The name, or the id where a name cannot be typed. Nothing typed is never a yes. */
function confirms(typed: string, { id, name }: Entity): boolean {
  const text = plain(typed);
  return text !== '' && (text === plain(name) || text === String(id));
}

function sentence({ below, exact }: SubtreeSize, counting: boolean, error: Error | null) {
  const noun = below === 1 ? 'entity' : 'entities';
  if (exact && below === 0) return 'Nothing is below it: 1 entity is deleted, with its revisions.';
  const all = (
    <strong>
      {below.toLocaleString()} {noun}
    </strong>
  );
  if (exact) return <>{all} below it will be deleted too, with all revisions.</>;
  if (error)
    return (
      <>
        Everything below it will be deleted too: at least {all}; they could not all be counted (
        {error.message}).
      </>
    );
  return (
    <>
      Everything below it will be deleted too: at least {all}
      {counting ? ', still counting…' : '.'}
    </>
  );
}

/** Leaves the pages of the entity, or of one below it, for the parent, in both panes: what is deleted is never asked for again. */
function useLeave(w: number, entity: Entity): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  const address = location.pathname + location.search;
  const besideAddress = besideOf(location.search);
  const first = entityOfPath(address);
  const second = entityOfPath(besideAddress ?? '');
  const ids = [first, second].map((open) => (open?.workspaceId === w ? open.entityId : undefined));
  const places = [usePlace(w, ids[0]), usePlace(w, ids[1])];
  return async () => {
    const goes = ids.map((id, pane) => id === entity.id || places[pane]?.ancestors?.includes(entity.id));
    if (!goes.some(Boolean)) return;
    const parent = knownParent(client, w, cachedEntity(client, w, entity.id) ?? entity) ?? null;
    const up = parent === null ? paths.workspace(w) : paths.entity(w, parent);
    await navigate(withBeside(goes[0] ? up : address, besideAddress && goes[1] ? up : besideAddress));
    for (const [pane, id] of ids.entries())
      if (goes[pane] && id !== undefined) await unwatched(client, w, id);
    if (parent !== null) await untilRead(client, w, parent);
  };
}

/** An answer that comes while the deletion is under way may count the entity or not, and would be asked for again: so the page that is gone to is read first, if that does not take long. */
async function untilRead(client: QueryClient, w: number, id: number): Promise<void> {
  const query = client.getQueryCache().find({ queryKey: entityKeys.detail(w, id), exact: true });
  // What fails is told by the page itself.
  const read = query?.promise?.catch(() => undefined);
  await Promise.race([read, new Promise((go) => setTimeout(go, 1000))]);
}

/** The way to another page is a transition: until it is done the old page is there, and would ask for what is deleted. */
async function unwatched(client: QueryClient, w: number, id: number): Promise<void> {
  const queryKey = entityKeys.detail(w, id);
  for (let turn = 0; turn < 300; turn++) {
    if (!client.getQueryCache().find({ queryKey, exact: true })?.getObserversCount()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
