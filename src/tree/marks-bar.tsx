import { Button, CloseButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import { entityMutations, knownParent } from '../api/entities.ts';
import { useReasons } from '../api/use-reasons.ts';
import { userQueries } from '../api/users.ts';
import { forgetEntities } from '../palette/usage.ts';
import { MOST_COMPARED, paths, withBeside } from '../paths.ts';
import dialogStyles from '../ui/dialog.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { Tip } from '../ui/tip.tsx';
import { ExportMarked } from './export-marked.tsx';
import { focusTree } from './focus-tree.ts';
import { clearMarks, removeMark, useMarks } from './marks.ts';
import styles from './marks-bar.module.css';

/** What can be done with the marked entities together. */
export function MarksBar({ workspaceId: w }: { workspaceId: number }) {
  const marks = [...useMarks(w).values()];
  const [deleting, setDeleting] = useState(false);
  const [first, second] = marks;
  const ids = marks.map(({ id }) => id);
  if (!first) return null;
  return (
    <section className={styles.bar} aria-label="Marked entities">
      <span className={styles.count} aria-live="polite">
        {marks.length.toLocaleString()} marked
      </span>
      {second ? <Compare workspaceId={w} ids={ids} /> : null}
      {second && marks.length === 2 ? (
        <Button
          variant="default"
          component={Link}
          to={withBeside(paths.entity(w, first.id), paths.entity(w, second.id))}
        >
          Side by side
        </Button>
      ) : null}
      <Button variant="default" component={Link} to={paths.entities(w, `marked=${ids.join()}`)}>
        In the table
      </Button>
      <ExportMarked workspaceId={w} entities={marks} />
      <Button variant="default" onClick={() => setDeleting(true)}>
        Delete…
      </Button>
      <CloseButton
        size="sm"
        aria-label="Clear the marks"
        onClick={(event) => {
          focusTree(event.currentTarget);
          clearMarks(w);
        }}
      />
      {deleting ? <DeleteMarked workspaceId={w} entities={marks} onClose={() => setDeleting(false)} /> : null}
    </section>
  );
}

/** Leads to the comparison of what is marked, or says why there is none. */
function Compare({ workspaceId: w, ids }: { workspaceId: number; ids: number[] }) {
  if (ids.length <= MOST_COMPARED)
    return (
      <Button variant="default" component={Link} to={paths.compare(w, ids)}>
        Compare
      </Button>
    );
  const reason = `At most ${MOST_COMPARED} entities can be compared.`;
  return (
    <Tip label={reason}>
      <Button variant="default" data-disabled aria-disabled aria-description={reason}>
        Compare
      </Button>
    </Tip>
  );
}

/** Deletes the marked ones after their number was typed, one after the other, those inside others first; what the server refuses stays marked. */
function DeleteMarked({
  workspaceId: w,
  entities,
  onClose,
}: {
  workspaceId: number;
  entities: Entity[];
  onClose: () => void;
}) {
  const reasons = useReasons(w);
  const navigate = useNavigate();
  const client = useQueryClient();
  const remove = useMutation(entityMutations.delete());
  const [all] = useState(() => [...entities].sort((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0)));
  const [typed, setTyped] = useState('');
  const [done, setDone] = useState<number | null>(null);
  const [problems, setProblems] = useState<string[]>([]);
  const refused = all.flatMap((entity) => {
    const reason = reasons(entity, 'delete');
    return reason ? [`${entity.name}: ${reason}`] : [];
  });
  const run = async () => {
    const found: string[] = [];
    const me = client.getQueryData(userQueries.getCurrentUser().queryKey)?.id ?? 0;
    setDone(0);
    // What is open may be among them.
    await navigate(paths.workspace(w));
    for (const [index, entity] of all.entries()) {
      try {
        await remove.mutateAsync({
          workspaceId: w,
          id: entity.id,
          parent: knownParent(client, w, entity) ?? null,
        });
        removeMark(w, entity.id);
        forgetEntities(me, w, [entity.id]);
      } catch (error) {
        found.push(`${entity.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
      setDone(index + 1);
    }
    setProblems(found);
    setDone(null);
    if (found.length === 0) onClose();
  };
  const busy = done !== null;
  const ready = typed.trim() === String(all.length) && refused.length === 0 && problems.length === 0;
  return (
    <Dialog title={`Delete ${all.length} marked entities?`} role="alertdialog" busy={busy} onClose={onClose}>
      <form
        className={dialogStyles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) run();
        }}
      >
        <p>Each with everything below it and all revisions. This cannot be undone, and no copy is kept.</p>
        {[...refused, ...problems].map((line) => (
          <span key={line} className={dialogStyles.problem} role="alert">
            {line}
          </span>
        ))}
        <div className={dialogStyles.field}>
          <span>
            Type <strong>{all.length}</strong> to confirm
          </span>
          <input
            className={dialogStyles.control}
            aria-label="Number of entities"
            inputMode="numeric"
            autoComplete="off"
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        {busy ? (
          <p role="status">
            {done} of {all.length} deleted
          </p>
        ) : null}
        <div className={dialogStyles.buttons}>
          <Button variant="default" onClick={onClose} disabled={busy}>
            {problems.length > 0 ? 'Close' : 'Cancel'}
          </Button>
          <Button type="submit" color="#b3261e" loading={busy} disabled={!ready}>
            Delete
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
