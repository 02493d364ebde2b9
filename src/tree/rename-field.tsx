import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { entityMutations } from '../api/entities.ts';
import { nameProblem, serverProblem } from './name-rules.ts';
import styles from './rename-field.module.css';

const bringIntoView = (element: Element | null) => element?.scrollIntoView?.({ block: 'nearest' });

/** The name of an entity as a field in its own row: Enter saves, Escape leaves. What the server refuses is said beside it, and what was typed stays. */
export function RenameField({
  workspaceId,
  entity,
  onDone,
}: {
  workspaceId: number;
  entity: Entity;
  onDone: () => void;
}) {
  const [name, setName] = useState(entity.name);
  const [problem, setProblem] = useState<string | null>(null);
  const rename = useMutation(entityMutations.rename());
  const left = useRef(false);
  const leave = () => {
    if (left.current) return;
    left.current = true;
    onDone();
  };
  // A rename is done once what shows it was read again: the keyboard does not wait for that.
  const answered = rename.isPending && entity.name === name;
  useEffect(() => {
    if (answered) leave();
  });
  const save = () => {
    if (rename.isPending) return;
    if (name === entity.name) return leave();
    const wrong = nameProblem(name);
    if (wrong) return setProblem(wrong);
    setProblem(null);
    // As a promise, which is heard also when the new name has taken the row out of the filter by then.
    rename
      .mutateAsync({ workspaceId, id: entity.id, name })
      .then(leave, (error) => setProblem(serverProblem(error)));
  };
  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      save();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      leave();
    }
  };
  return (
    <span className={styles.field}>
      <input
        className={styles.input}
        aria-label="Name"
        aria-invalid={problem !== null}
        aria-describedby={problem ? `rename-problem-${entity.id}` : undefined}
        aria-busy={rename.isPending || undefined}
        readOnly={rename.isPending}
        dir="auto"
        value={name}
        // biome-ignore lint/a11y/noAutofocus: somebody just asked to type here
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          setName(event.target.value);
          setProblem(null);
        }}
        onKeyDown={press}
        onBlur={() => {
          if (!rename.isPending && name === entity.name) leave();
        }}
      />
      {problem ? (
        <span ref={bringIntoView} className={styles.problem} role="alert" id={`rename-problem-${entity.id}`}>
          {problem}
        </span>
      ) : null}
    </span>
  );
}
