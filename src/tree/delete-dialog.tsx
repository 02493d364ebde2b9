import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { cachedEntity, entityMutations, parentId } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { knownSubtreeSize, type SubtreeSize, subtreeSize } from '../api/subtree.ts';
import { usePlace } from '../api/use-place.ts';
import { paths } from '../paths.ts';
import styles from './dialog.module.css';
import { Dialog } from './dialog.tsx';
import { closeBranch } from './open-branches.ts';

/** Delete an entity with all below it, after saying how many that are; for more than a leaf the name has to be typed. */
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
  const known = knownSubtreeSize(entity, types);
  const [progress, setProgress] = useState<SubtreeSize>(known);
  const remove = useMutation(entityMutations.delete());
  const counted = useQuery({
    ...subtreeSize(client, workspaceId, entity, types, setProgress),
    // Not while deleting: nothing may ask for what is gone.
    enabled: !known.exact && remove.isIdle,
  });
  const size = counted.data ?? (known.exact ? known : progress);
  const leaf = size.exact && size.below === 0;
  const [typed, setTyped] = useState('');
  const leave = useLeave(workspaceId, entity);
  // What cannot be typed as it is (line breaks, spaces at the ends) need not be.
  const typedRight = typed.trim() === entity.name.trim().replace(/\s+/g, ' ');
  const ready = leaf || typedRight;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || remove.isPending) return;
    const parent = parentId(entity) ?? null;
    await leave();
    closeBranch(workspaceId, entity.id);
    remove.mutate({ workspaceId, id: entity.id, parent }, { onSuccess: onClose });
  };
  return (
    <Dialog title={`Delete “${entity.name}”?`} role="alertdialog" busy={remove.isPending} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p aria-live="polite">{sentence(size, counted.isFetching, counted.error)}</p>
        {leaf ? null : (
          <label className={styles.field}>
            <span>
              Type <strong dir="auto">{entity.name}</strong> to confirm
            </span>
            <input
              className={styles.control}
              aria-label="Name of the entity"
              autoComplete="off"
              dir="auto"
              data-autofocus
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
        )}
        {remove.error ? (
          <span className={styles.problem} role="alert">
            {remove.error.message}
          </span>
        ) : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose} disabled={remove.isPending} data-autofocus>
            Cancel
          </Button>
          <Button type="submit" color="red" loading={remove.isPending} disabled={!ready}>
            Delete
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function sentence({ below, exact }: SubtreeSize, counting: boolean, error: Error | null) {
  const noun = below === 1 ? 'entity' : 'entities';
  if (exact && below === 0) return 'Nothing is below it: 1 entity is deleted, with its revisions.';
  const all = (
    <strong>
      {below.toLocaleString()} {noun}
    </strong>
  );
  if (exact) return <>{all} below it will be deleted too, with all revisions. This cannot be undone.</>;
  if (error)
    return (
      <>
        Everything below it will be deleted too: at least {all}; they could not all be counted (
        {error.message}). This cannot be undone.
      </>
    );
  return (
    <>
      Everything below it will be deleted too: at least {all}
      {counting ? ', still counting…' : '.'} This cannot be undone.
    </>
  );
}

/** Leaves the page of the entity, or of one below it, for the parent: what is deleted is never asked for again. */
function useLeave(w: number, entity: Entity): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { entityId } = useParams();
  const openId = entityId === undefined ? undefined : Number(entityId);
  const place = usePlace(w, openId);
  return async () => {
    if (openId === undefined) return;
    if (openId !== entity.id && !place.ancestors?.includes(entity.id)) return;
    const parent = parentId(cachedEntity(client, w, entity.id) ?? entity) ?? null;
    // At once and not in a transition: the page that is left must be gone before the entity is.
    await navigate(parent === null ? paths.workspace(w) : paths.entity(w, parent), { flushSync: true });
  };
}
