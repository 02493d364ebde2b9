import { Button, CloseButton } from '@mantine/core';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { entityMutations, entityQueries } from '../api/entities.ts';
import { ApiError } from '../api/http.ts';
import { userQueries } from '../api/users.ts';
import { paths } from '../paths.ts';
import { BusyButton } from '../ui/busy-button.tsx';
import { Name } from '../ui/name.tsx';
import { focusPage, isFocusFree } from '../ui/page-main.tsx';
import { passFocus } from '../ui/pass-focus.ts';
import { Time } from '../ui/time.tsx';
import { type Capsule, capsulesOf, dropCapsule, forgetMade, noteMade, readMade } from './capsules.ts';
import styles from './deleted-lately.module.css';
import { type Remade, remake } from './remake.ts';

/** Problems that are listed; of more it is said how many. */
const MOST_TOLD = 3;

/** What was deleted from this browser, newest first, with the offer to make it again. */
export function DeletedLately({ workspaceId }: { workspaceId: number }) {
  const { data: me } = useQuery({ ...userQueries.getCurrentUser(), enabled: false });
  const { data: capsules = [] } = useQuery({
    ...capsulesOf(me?.id ?? 0, workspaceId),
    enabled: me !== undefined && typeof indexedDB !== 'undefined',
  });
  const [all, setAll] = useState(false);
  const [told, setTold] = useState('');
  if (capsules.length === 0 && told === '') return null;
  return (
    <section className={styles.section} aria-label="Deleted lately">
      {capsules.slice(0, all ? capsules.length : 1).map((capsule) => (
        <One key={capsule.id} capsule={capsule} onMade={setTold} />
      ))}
      <div role="status" className={styles.one}>
        {told ? (
          <>
            <span className={styles.words}>{told}</span>
            <CloseButton
              ref={passFocus}
              size="sm"
              aria-label="Close the message"
              onClick={() => setTold('')}
            />
          </>
        ) : null}
      </div>
      {capsules.length > 1 ? (
        <Button variant="subtle" onClick={() => setAll(!all)}>
          {all ? 'Only the last' : `${capsules.length - 1} more deleted`}
        </Button>
      ) : null}
    </section>
  );
}

/** What became of the references inside of what was made again; '' where there is nothing to tell. */
function referenceWords({ remapped, untyped }: Remade): string {
  const told =
    remapped === 1 ? '1 reference inside it names' : `${remapped.toLocaleString()} references inside it name`;
  return [
    remapped > 0 ? `Made again: ${told} the new entities.` : '',
    untyped > 0
      ? `Of ${untyped.toLocaleString()} of it the server gave no types of params: their references stay as they were.`
      : '',
  ]
    .join(' ')
    .trim();
}

/** An entity as it is at this moment; undefined where there is none any more. */
async function readNow(client: QueryClient, w: number, id: number): Promise<Entity | undefined> {
  try {
    return await client.fetchQuery(entityQueries.getEntityNow(w, id));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

function One({ capsule, onMade }: { capsule: Capsule; onMade: (told: string) => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation(entityMutations.createChild());
  const setParams = useMutation(entityMutations.setParams());
  const [made, setMade] = useState(0);
  const button = useRef<HTMLButtonElement>(null);
  const again = useMutation({
    mutationFn: async () => {
      const writes = {
        create: create.mutateAsync,
        setParams: setParams.mutateAsync,
        read: (id: number) => readNow(client, capsule.workspaceId, id),
        note: (old: number, id: number) => noteMade(capsule, old, id),
        forget: (old: number) => forgetMade(capsule, old),
      };
      return remake(capsule, writes, setMade, await readMade(capsule));
    },
    onSuccess: async (remade) => {
      const { id, problems } = remade;
      onMade(referenceWords(remade));
      const isHere = isFocusFree() || document.activeElement === button.current;
      await navigate(paths.entity(capsule.workspaceId, id));
      // The button goes with what it made again; the keyboard may be elsewhere by then.
      if (isHere) focusPage();
      if (problems.length === 0) await dropCapsule(client, capsule);
    },
  });
  const count = capsule.entities.length;
  const problems = again.error ? [again.error.message] : (again.data?.problems ?? []);
  return (
    <div ref={passFocus} className={styles.one}>
      <span className={styles.words}>
        Deleted <Name>{capsule.name}</Name>
        {count > 1 ? ` and ${(count - 1).toLocaleString()} below it` : ''},{' '}
        <Time value={new Date(capsule.at).toISOString()} />. Kept: names and params, no revisions and no
        files.
      </span>
      <BusyButton
        ref={button}
        variant="default"
        busy={again.isPending}
        onClick={() => again.mutate()}
        title="With the same names and params, new ids, and a history that begins anew; references from elsewhere stay as they were"
      >
        {again.isPending ? `${made} of ${count}…` : again.data ? 'Make the rest' : 'Make again'}
      </BusyButton>
      <CloseButton
        size="sm"
        aria-label={`Forget the copy of ${capsule.name}`}
        onClick={() => dropCapsule(client, capsule)}
      />
      {problems.slice(0, MOST_TOLD).map((problem) => (
        <span key={problem} role="alert" className={styles.problem}>
          {problem}
        </span>
      ))}
      {problems.length > MOST_TOLD ? (
        <span className={styles.problem}>and {(problems.length - MOST_TOLD).toLocaleString()} more</span>
      ) : null}
    </div>
  );
}
