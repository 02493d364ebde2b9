import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { fileMutations } from '../api/files.ts';
import styles from './files-page.module.css';

const LONGEST_NAME = 128;

/** Adds files to an entity, one after the other, with how far each is; what fails stays named, and can be tried again. */
export function Upload({ workspaceId, entityId }: { workspaceId: number; entityId: number }) {
  const input = useRef<HTMLInputElement>(null);
  const sending = useRef<AbortController | null>(null);
  const [progress, setProgress] = useState<{ name: string; part: number } | null>(null);
  const [failed, setFailed] = useState<{ files: File[]; why: string } | null>(null);
  const [done, setDone] = useState('');
  const upload = useMutation(fileMutations.uploadFile());
  useEffect(() => () => sending.current?.abort(), []);
  const send = async (files: readonly File[]) => {
    setFailed(null);
    setDone('');
    const control = new AbortController();
    sending.current = control;
    for (const [index, file] of files.entries()) {
      setProgress({ name: file.name, part: 0 });
      try {
        if (file.name.length > LONGEST_NAME)
          throw new Error(`A name may have at most ${LONGEST_NAME} characters.`);
        const onProgress = (part: number) => setProgress({ name: file.name, part });
        await upload.mutateAsync({ workspaceId, id: entityId, file, onProgress, signal: control.signal });
      } catch (error) {
        setProgress(null);
        if (control.signal.aborted) setDone(`Stopped: ${file.name} was not added.`);
        else
          setFailed({
            files: files.slice(index),
            why: error instanceof Error ? error.message : String(error),
          });
        return;
      }
    }
    setProgress(null);
    setDone(files.length === 1 ? `${files[0]?.name} was added.` : `${files.length} files were added.`);
  };
  return (
    <div className={styles.upload}>
      <input
        ref={input}
        type="file"
        multiple
        className="vx-visually-hidden"
        aria-label="Files to add"
        tabIndex={-1}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) void send(files);
        }}
      />
      <Button
        variant="default"
        leftSection={<IconUpload size={15} />}
        disabled={progress !== null}
        onClick={() => input.current?.click()}
      >
        Add files
      </Button>
      {progress ? (
        <>
          <progress max={1} value={progress.part} aria-label={`Sending ${progress.name}`} />
          <span>{`${progress.name}, ${Math.round(progress.part * 100)} %`}</span>
          <Button variant="subtle" onClick={() => sending.current?.abort()}>
            Stop
          </Button>
        </>
      ) : null}
      <span role="status">{done}</span>
      {failed ? (
        <>
          <span className={styles.problem} role="alert">
            {`${failed.files[0]?.name} was not added: ${failed.why}`}
          </span>
          <Button variant="subtle" onClick={() => void send(failed.files)}>
            Try again
          </Button>
        </>
      ) : null}
    </div>
  );
}
