import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { isNumber, type JsonValue, numberFrom, numberText, numberValue } from '../../contract/json/value.ts';
import { entityQueries } from '../api/entities.ts';
import { fileQueries } from '../api/files.ts';
import { ApiError } from '../api/http.ts';
import { mayAskAgain } from '../api/retry.ts';
import { paths } from '../paths.ts';
import { Name } from '../ui/name.tsx';
import { sizeWords } from '../ui/size-words.ts';
import styles from './edit.module.css';
import { EditNumber } from './edit-number.tsx';
import { type EditProps, useFields, usePendingAt, useValueAt } from './field-store.ts';
import { Picker } from './picker.tsx';
import { readNumber } from './read-number.ts';
import { useReferencePicks } from './reference-picks.ts';
import { scalarWords } from './scalar-words.ts';
import { UploadFile } from './upload-file.tsx';

/** The id of an entity or file, and what it is called; picked by name where the form says from what. */
export function EditReference(props: EditProps) {
  const value = useValueAt(props.path);
  const pending = usePendingAt(props.path);
  const what = props.kind === 'file' ? 'file' : 'entity';
  return (
    <span className={styles.line}>
      {props.spec ? <PickedReference {...props} what={what} /> : <EditNumber {...props} kind="integer" />}
      {pending ? null : <ReferenceName what={what} value={value} />}
    </span>
  );
}

function PickedReference({
  path,
  id,
  labelId,
  describedBy,
  invalid,
  spec,
  what,
}: EditProps & { what: 'entity' | 'file' }) {
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const pending = usePendingAt(path);
  const { picks, said, waits, objectionTo, open } = useReferencePicks(what, spec);
  return (
    <>
      <Picker
        id={id}
        describedBy={describedBy}
        shown={pending?.text ?? scalarWords(value)}
        placeholder={value === undefined ? 'not stored' : 'empty'}
        picks={picks}
        said={said}
        waits={waits}
        readOnly={readOnly}
        invalid={invalid || pending !== undefined}
        onOpen={open}
        onPick={(key) => store.set(path, numberFrom(key))}
        onClear={() => (value === undefined ? store.clearPending(path) : store.set(path, null))}
        onMiss={(text) => {
          const read = readNumber(text, true);
          if (read.ok) store.set(path, read.value);
          else store.setPending(path, text, objectionTo(text));
        }}
      />
      {value === null || value === undefined || readOnly ? null : (
        <button
          type="button"
          className={styles.quietButton}
          aria-describedby={labelId}
          onClick={() => store.set(path, null)}
        >
          Clear
        </button>
      )}
      {what === 'file' && !readOnly ? (
        <UploadFile spec={spec} labelId={labelId} onUploaded={(fileId) => store.set(path, fileId)} />
      ) : null}
    </>
  );
}

/** The name of what an id refers to; asked for when it comes into view, and taken from cached lists where they hold it. */
export function ReferenceName({ what, value }: { what: 'entity' | 'file'; value: JsonValue | undefined }) {
  const { workspaceId } = useFields();
  const anchor = useRef<HTMLSpanElement>(null);
  const seen = useSeen(anchor);
  if (!isNumber(value)) return null;
  const id = numberValue(value);
  if (!Number.isSafeInteger(id) || id <= 0) return null;
  return (
    <span ref={anchor} className={styles.reference}>
      {seen ? (
        what === 'file' ? (
          <FileName workspaceId={workspaceId} id={id} />
        ) : (
          <EntityName workspaceId={workspaceId} id={id} />
        )
      ) : (
        numberText(value)
      )}
    </span>
  );
}

/** A form may refer to many that are missing: coming back to the window asks for them no sooner than one more part on screen would. */
const AT_LEISURE = { refetchOnWindowFocus: mayAskAgain };

function EntityName({ workspaceId, id }: { workspaceId: number; id: number }) {
  const client = useQueryClient();
  const { data, isError, error } = useQuery({
    ...entityQueries.getEntityBrief(client, workspaceId, id),
    ...AT_LEISURE,
  });
  if (error instanceof ApiError && error.status === 404)
    return <span className={styles.flag}>not found</span>;
  if (isError) return <span className={styles.flag}>missing or no access</span>;
  if (!data) return <span className={styles.word}>…</span>;
  return (
    <Link to={paths.entity(workspaceId, id)}>
      <Name>{data.name}</Name>
    </Link>
  );
}

function FileName({ workspaceId, id }: { workspaceId: number; id: number }) {
  const { data, isError, error } = useQuery({ ...fileQueries.getFile(workspaceId, id), ...AT_LEISURE });
  if (error instanceof ApiError && error.status === 404)
    return <span className={styles.flag}>not found</span>;
  if (isError) return <span className={styles.flag}>missing or no access</span>;
  if (!data) return <span className={styles.word}>…</span>;
  return (
    <span>
      <Name>{data.filename}</Name>
      {data.file_size ? <span className={styles.word}> {sizeWords(data.file_size)}</span> : null}
    </span>
  );
}

function useSeen(anchor: { current: HTMLElement | null }): boolean {
  const [seen, setSeen] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (seen || !anchor.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
    });
    observer.observe(anchor.current);
    return () => observer.disconnect();
  });
  return seen;
}
