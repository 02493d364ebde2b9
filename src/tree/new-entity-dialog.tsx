import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import { entityMutations } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { ApiError } from '../api/http.ts';
import { paths } from '../paths.ts';
import { BoneRows } from '../ui/bone.tsx';
import styles from '../ui/dialog.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/notice.tsx';
import { NameField } from './name-field.tsx';
import { nameProblem, serverProblem } from './name-rules.ts';
import { openBranches } from './open-branches.ts';

/** Create an entity of one of the types that the app allows inside `parent`, or at the top for null, and open it. */
export function NewEntityDialog({
  workspaceId,
  parent,
  onClose,
}: {
  workspaceId: number;
  parent: Entity | null;
  onClose: () => void;
}) {
  const types = useQuery(entityTypeQueries.getEntityTypes(workspaceId));
  return (
    <Dialog title="New entity" onClose={onClose}>
      {types.data ? (
        <NewEntityForm
          workspaceId={workspaceId}
          parent={parent}
          types={legalTypes(types.data, parent)}
          onClose={onClose}
        />
      ) : types.error ? (
        <Failure
          title="The entity types could not be read"
          error={types.error}
          onRetry={() => types.refetch()}
        />
      ) : (
        <BoneRows count={3} />
      )}
    </Dialog>
  );
}

function legalTypes(types: EntityType[], parent: Entity | null): EntityType[] {
  if (!parent) return types;
  const own = types.find((type) => type.id === parent.entity_type);
  return types.filter((type) => own?.child_entity_type_ids?.includes(type.id));
}

function NewEntityForm({
  workspaceId,
  parent,
  types,
  onClose,
}: {
  workspaceId: number;
  parent: Entity | null;
  types: EntityType[];
  onClose: () => void;
}) {
  const possible = types.filter((type) => !type.is_file);
  const [typeId, setTypeId] = useState(possible[0]?.id);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const navigate = useNavigate();
  const create = useMutation(entityMutations.createChild());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending || typeId === undefined) return;
    const wrong = nameProblem(name);
    setProblem(wrong);
    setRefused(null);
    if (wrong) return;
    create.mutate(
      { workspaceId, parent: parent?.id ?? null, entity_type: typeId, name },
      {
        onSuccess: (created) => {
          if (parent) openBranches(workspaceId, [parent.id]);
          onClose();
          navigate(paths.entity(workspaceId, created.id));
        },
        onError: (error) => {
          const aboutName = error instanceof ApiError && error.fields.name !== undefined;
          if (aboutName) setProblem(serverProblem(error));
          else setRefused(error.message);
        },
      },
    );
  };
  const files = types.filter((type) => type.is_file);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p>
        {parent ? (
          <>
            Inside <strong dir="auto">{parent.name}</strong>
          </>
        ) : (
          'At the top of the workspace'
        )}
      </p>
      <label className={styles.field}>
        <span>Type</span>
        <select
          className={styles.control}
          aria-label="Type"
          value={typeId ?? ''}
          onChange={(event) => setTypeId(Number(event.target.value))}
        >
          {possible.length === 0 ? <option value="">No type can be created here</option> : null}
          {possible.map((type) => (
            <option key={type.id} value={type.id}>
              {typeLabel(type, types)}
            </option>
          ))}
          {files.map((type) => (
            <option key={type.id} value={type.id} disabled>
              {typeLabel(type, types)} (made by uploading a file)
            </option>
          ))}
        </select>
      </label>
      {files.length > 0 ? (
        <span className={styles.hint}>
          Entities of a file type are made by uploading a file on the platform, which is not possible here.
        </span>
      ) : null}
      <NameField
        value={name}
        problem={problem}
        onChange={(next) => {
          setName(next);
          setProblem(null);
        }}
      />
      {refused ? (
        <span className={styles.problem} role="alert">
          {refused}
        </span>
      ) : null}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose} disabled={create.isPending}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending} disabled={typeId === undefined}>
          Create
        </Button>
      </div>
    </form>
  );
}

/** The class is said along only where the name alone would not tell one type from another. */
function typeLabel(type: EntityType, all: readonly EntityType[]): string {
  const shared = all.some((other) => other.id !== type.id && other.name === type.name);
  return shared && type.class_name ? `${type.name} · ${type.class_name}` : type.name;
}
