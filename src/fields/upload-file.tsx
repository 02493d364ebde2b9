import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { fileMutations } from '../api/files.ts';
import styles from './edit.module.css';
import { useFields } from './field-store.ts';
import { fileObjection } from './file-objection.ts';
import type { FieldSpec } from './form-spec.ts';

/** Keeps a file of this computer with the entity and hands its id over. The params hold it when they are saved. */
export function UploadFile({
  spec,
  labelId,
  onUploaded,
}: {
  spec: FieldSpec | undefined;
  labelId: string;
  onUploaded: (id: number) => void;
}) {
  const { workspaceId, entityId } = useFields();
  const { mutateAsync, isPending } = useMutation(fileMutations.uploadFile());
  const [part, setPart] = useState(0);
  const [problem, setProblem] = useState<string>();
  const chooser = useRef<HTMLInputElement>(null);
  const abort = useRef<AbortController>(null);
  const upload = async (file: File) => {
    const objection = fileObjection(file, spec);
    setProblem(objection);
    if (objection) return;
    setPart(0);
    abort.current = new AbortController();
    const { signal } = abort.current;
    try {
      onUploaded(await mutateAsync({ workspaceId, id: entityId, file, onProgress: setPart, signal }));
    } catch (error) {
      if (!signal.aborted)
        setProblem(
          `“${file.name}” was not uploaded: ${error instanceof Error ? error.message : String(error)}`,
        );
    }
  };
  return (
    <>
      <input
        ref={chooser}
        type="file"
        hidden
        accept={spec?.extensions?.join(',')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) void upload(file);
        }}
      />
      <button
        type="button"
        className={styles.quietButton}
        aria-describedby={labelId}
        onClick={() => (isPending ? abort.current?.abort() : chooser.current?.click())}
      >
        {isPending ? `Stop (${Math.round(part * 100)} %)` : 'Upload…'}
      </button>
      {problem ? (
        <span role="alert" className={styles.flag}>
          {problem}
        </span>
      ) : null}
    </>
  );
}
