import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Entity } from '../../contract/entity.ts';
import { entityMutations } from '../api/entities.ts';
import styles from '../ui/dialog.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { NameField } from './name-field.tsx';
import { nameProblem, serverProblem } from './name-rules.ts';

/** Give an entity another name; the params stay as they are, and the history gets a revision of it. */
export function RenameDialog({
  workspaceId,
  entity,
  onClose,
}: {
  workspaceId: number;
  entity: Entity;
  onClose: () => void;
}) {
  const [name, setName] = useState(entity.name);
  const [problem, setProblem] = useState<string | null>(null);
  const rename = useMutation(entityMutations.rename());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (rename.isPending) return;
    if (name === entity.name) return onClose();
    const wrong = nameProblem(name);
    setProblem(wrong);
    if (!wrong)
      rename.mutate(
        { workspaceId, id: entity.id, name },
        { onSuccess: onClose, onError: (error) => setProblem(serverProblem(error)) },
      );
  };
  return (
    <Dialog title="Rename" busy={rename.isPending} onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <NameField
          value={name}
          problem={problem}
          onChange={(next) => {
            setName(next);
            setProblem(null);
          }}
          selectAll
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose} disabled={rename.isPending}>
            Cancel
          </Button>
          <Button type="submit" loading={rename.isPending}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
