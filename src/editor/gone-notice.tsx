import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { entityMutations, entityQueries, knownParent } from '../api/entities.ts';
import { stageParams } from '../drafts/stage.ts';
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
  const [problem, setProblem] = useState<string>();
  const [isMaking, setMaking] = useState(false);
  const { workspaceId } = session.place;
  const { store } = session;
  const make = async () => {
    await store.reader?.settle();
    if (store.pending.size > 0) {
      store.showProblems();
      throw new Error('What is red is no value yet: correct or clear it first.');
    }
    const sent = store.value;
    const created = await create.mutateAsync({
      workspaceId,
      parent: await parentOf(client, workspaceId, entity),
      entity_type: entity.entity_type,
      name: entity.name,
      params: sent,
    });
    if (await carryOn(session, { ...created, properties: sent })) store.resetAll();
    await session.journal.flush();
    void navigate(paths.params(workspaceId, created.id));
  };
  const press = async () => {
    setMaking(true);
    setProblem(undefined);
    await make().catch((error: Error) => setProblem(error.message));
    setMaking(false);
  };
  return (
    <Notice
      tone="warn"
      title={`“${entity.name}” was deleted meanwhile, or you may no longer see it`}
      action={
        <span className={styles.draftActs}>
          <CopyParams params={() => session.store.value} />
          <button type="button" className={buttons.plain} disabled={isMaking} onClick={() => void press()}>
            Create a new entity from these params
          </button>
        </span>
      }
    >
      Everything you typed is still here, and kept as a draft.
      {problem ? (
        <div role="alert" className={styles.problem}>
          {problem}
        </div>
      ) : null}
    </Notice>
  );
}

async function parentOf(client: QueryClient, w: number, entity: Entity): Promise<number | null> {
  const known = knownParent(client, w, entity);
  if (known !== undefined) return known;
  try {
    return (await client.fetchQuery(entityQueries.getEntityParent(w, entity.id)))?.id ?? null;
  } catch {
    throw new Error(
      'What it stood in is not known, so it cannot be made in its place. Copy the params, and create it in the tree.',
    );
  }
}

/** What was typed while the new entity was on its way becomes a draft of it. False where something of it is here alone. */
async function carryOn({ store, place }: EditSession, created: Entity): Promise<boolean> {
  if (store.pending.size > 0) return false;
  const params = store.value;
  if (params === created.properties) return true;
  const reason = 'Typed while this was created.';
  const staged = await stageParams({
    place: { ...place, entityId: created.id },
    entity: created,
    params,
    reason,
  });
  return staged.kind === 'staged' && store.value === params;
}
