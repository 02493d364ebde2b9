import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { entityMutations, knownParent } from '../api/entities.ts';
import { paths } from '../paths.ts';
import buttons from '../ui/button.module.css';
import { Notice } from '../ui/notice.tsx';
import { CopyParams } from './copy-params.tsx';
import styles from './editor.module.css';
import type { EditSession } from './session.ts';

/** The entity was deleted under the edits: they can be copied out, or become a new entity in its place. */
export function GoneNotice({ session, entity }: { session: EditSession; entity: Entity }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const create = useMutation(entityMutations.createChild());
  const { workspaceId } = session.place;
  const { store } = session;
  const make = async () => {
    const created = await create.mutateAsync({
      workspaceId,
      parent: knownParent(client, workspaceId, entity) ?? null,
      entity_type: entity.entity_type,
      name: entity.name,
      params: store.value,
    });
    store.resetAll();
    await session.journal.flush();
    void navigate(paths.params(workspaceId, created.id));
  };
  return (
    <Notice
      tone="warn"
      title={`“${entity.name}” was deleted meanwhile, or you may no longer see it`}
      action={
        <span className={styles.draftActs}>
          <CopyParams params={() => session.store.value} />
          <button
            type="button"
            className={buttons.plain}
            disabled={create.isPending}
            onClick={() => void make().catch(() => undefined)}
          >
            Create a new entity from these params
          </button>
        </span>
      }
    >
      Everything you typed is still here, and kept as a draft.
      {create.error ? (
        <div role="alert" className={styles.problem}>
          {create.error.message}
        </div>
      ) : null}
    </Notice>
  );
}
