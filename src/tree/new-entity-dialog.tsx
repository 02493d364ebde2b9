import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Entity } from '../../contract/entity.ts';
import type { EntityType } from '../../contract/entity-type.ts';
import { entityMutations } from '../api/entities.ts';
import { entityTypeQueries } from '../api/entity-types.ts';
import { ApiError } from '../api/http.ts';
import { type SomeTypes, useTypesById } from '../api/use-types-by-id.ts';
import { paths } from '../paths.ts';
import { BoneRows } from '../ui/bone.tsx';
import styles from '../ui/dialog.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/notice.tsx';
import { FileField } from './file-field.tsx';
import { NameField } from './name-field.tsx';
import { nameProblem, serverProblem } from './name-rules.ts';
import { openBranches } from './open-branches.ts';
import { useFileContent } from './use-file-content.ts';

interface FormProps {
  workspaceId: number;
  parent: Entity | null;
  types: readonly EntityType[];
  onClose: () => void;
}

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
  const { types, isPending, error, retry } = useLegalTypes(workspaceId, parent);
  return (
    <Dialog title="New entity" onClose={onClose}>
      <div className={styles.form}>
        {error ? <Failure title="Not all entity types could be read" error={error} onRetry={retry} /> : null}
        {isPending ? <BoneRows count={3} /> : null}
        {!isPending && (types.length > 0 || !error) ? (
          <NewEntityForm workspaceId={workspaceId} parent={parent} types={types} onClose={onClose} />
        ) : null}
      </div>
    </Dialog>
  );
}

/** The types that the app allows inside `parent`; all that are listed at the top, and where the server does not tell what may be inside: it decides then. */
function useLegalTypes(w: number, parent: Entity | null): SomeTypes {
  const { data, isPending, error, refetch } = useQuery(entityTypeQueries.getEntityTypes(w));
  const own = useTypesById(w, parent ? [parent.entity_type] : []);
  const inside = useTypesById(w, own.types[0]?.child_entity_type_ids ?? []);
  if (!parent || (data && own.error))
    return { types: data ?? [], isPending, error, retry: () => void refetch() };
  return { ...inside, isPending: own.isPending || inside.isPending };
}

function NewEntityForm({ workspaceId, parent, types, onClose }: FormProps) {
  const [typeId, setTypeId] = useState((types.find((type) => !type.is_file) ?? types[0])?.id);
  const type = types.find(({ id }) => id === typeId);
  const [name, setName] = useState('');
  const creation = useCreation({ workspaceId, parent, types, onClose });
  const { content, problem, refused, busy } = creation;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (type && !busy) void creation.create(type, name);
      }}
    >
      <p>
        {parent ? (
          <>
            Inside <strong dir="auto">{parent.name}</strong>
          </>
        ) : (
          'At the top of the workspace'
        )}
      </p>
      <TypeField types={types} typeId={typeId} disabled={busy} onChange={setTypeId} />
      {type?.is_file ? (
        <FileField
          type={type}
          content={content}
          onChosen={(file) => setName((now) => (now === '' || now === content.file?.name ? file.name : now))}
        />
      ) : null}
      <NameField
        value={name}
        problem={problem}
        onChange={(next) => {
          setName(next);
          creation.setProblem(null);
        }}
      />
      {refused ? (
        <span className={styles.problem} role="alert">
          {refused}
        </span>
      ) : null}
      <div className={styles.buttons}>
        {content.part !== null ? (
          <Button variant="default" onClick={content.stop}>
            Stop sending
          </Button>
        ) : (
          <Button variant="default" onClick={onClose} disabled={busy}>
            Cancel
          </Button>
        )}
        <Button type="submit" loading={busy} disabled={typeId === undefined}>
          Create
        </Button>
      </div>
    </form>
  );
}

/** Makes the entity, of a file type after its file was sent, and opens it. What is refused is said, and can be tried again without sending the file again. */
function useCreation({ workspaceId, parent, onClose }: FormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const content = useFileContent(workspaceId);
  const navigate = useNavigate();
  const { mutateAsync, isPending } = useMutation(entityMutations.createChild());
  const create = async (type: EntityType, name: string) => {
    const wrong = nameProblem(name);
    const hasFile = !type.is_file || content.check(type);
    setProblem(wrong);
    setRefused(null);
    if (wrong || !hasFile) return;
    try {
      const child = { workspaceId, parent: parent?.id ?? null, entity_type: type.id, name };
      const params = type.is_file ? await content.send(type.id) : undefined;
      if (type.is_file && !params) return;
      const created = await mutateAsync(params ? { ...child, params } : child);
      if (content.isGone()) return;
      if (parent) openBranches(workspaceId, [parent.id]);
      onClose();
      navigate(paths.entity(workspaceId, created.id));
    } catch (error) {
      const aboutName = error instanceof ApiError && error.fields.name !== undefined;
      if (aboutName) setProblem(serverProblem(error));
      else setRefused(error instanceof Error ? error.message : String(error));
    }
  };
  return { create, content, problem, setProblem, refused, busy: isPending || content.part !== null };
}

function TypeField({
  types,
  typeId,
  disabled,
  onChange,
}: {
  types: readonly EntityType[];
  typeId: number | undefined;
  disabled: boolean;
  onChange: (typeId: number) => void;
}) {
  const files = types.filter((type) => type.is_file);
  return (
    <label className={styles.field}>
      <span>Type</span>
      <select
        className={styles.control}
        aria-label="Type"
        disabled={disabled}
        value={typeId ?? ''}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {types.length === 0 ? <option value="">No type can be created here</option> : null}
        {types.map((type) =>
          type.is_file ? null : (
            <option key={type.id} value={type.id}>
              {typeLabel(type, types)}
            </option>
          ),
        )}
        {files.map((type) => (
          <option key={type.id} value={type.id}>
            {typeLabel(type, types)} (made of a file)
          </option>
        ))}
      </select>
    </label>
  );
}

/** The class is said along only where the name alone would not tell one type from another. */
function typeLabel(type: EntityType, all: readonly EntityType[]): string {
  const shared = all.some((other) => other.id !== type.id && other.name === type.name);
  return shared && type.class_name ? `${type.name} · ${type.class_name}` : type.name;
}
