import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { fileMutations } from '../api/files.ts';
import { ApiError } from '../api/http.ts';
import { isUndecided } from '../api/lost-answers.ts';
import styles from './files-page.module.css';

const LONGEST_NAME = 128;

interface Sending {
  name: string;
  /** From 0 to 1. */
  part: number;
  /** Of several files which one: `2 of 6`. */
  of: string;
}
interface Failed {
  file: File;
  why: unknown;
}
/** What came of files that were chosen together. */
interface Outcome {
  said: string;
  problems: string[];
  /** Those that can be tried again. */
  left: File[];
}
const NONE: Outcome = { said: '', problems: [], left: [] };

/** Adds files to an entity, one after the other, with how far each is; what fails stays named, keeps none of the others back, and can be tried again. */
export function Upload({ workspaceId, entityId }: { workspaceId: number; entityId: number }) {
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController | null>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [{ said, problems, left }, setOutcome] = useState(NONE);
  const upload = useMutation(fileMutations.uploadFile());
  useEffect(() => () => stop.current?.abort(), []);
  const sendOne = (file: File, of: string, { signal }: AbortController) => {
    if (file.name.length > LONGEST_NAME)
      throw new Error(`A name may have at most ${LONGEST_NAME} characters.`);
    const onProgress = (part: number) => setSending({ name: file.name, part, of });
    onProgress(0);
    return upload.mutateAsync({ workspaceId, id: entityId, file, onProgress, signal });
  };
  const send = async (files: readonly File[]) => {
    setOutcome(NONE);
    const control = new AbortController();
    stop.current = control;
    const failed: Failed[] = [];
    let tried = 0;
    for (const file of files) {
      tried += 1;
      try {
        await sendOne(file, files.length > 1 ? `${tried} of ${files.length}` : '', control);
      } catch (why) {
        failed.push({ file, why });
        if (control.signal.aborted || isUnreachable(why)) break;
      }
    }
    setSending(null);
    setOutcome(outcomeOf(files, failed, files.slice(tried), control.signal.aborted));
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
        disabled={sending !== null}
        onClick={() => input.current?.click()}
      >
        Add files
      </Button>
      {sending ? (
        <>
          <progress max={1} value={sending.part} aria-label={`Sending ${sending.name}`} />
          <span>
            {[sending.name, sending.of, `${Math.round(sending.part * 100)} %`].filter(Boolean).join(', ')}
          </span>
          <Button variant="subtle" onClick={() => stop.current?.abort()}>
            Stop
          </Button>
        </>
      ) : null}
      <span role="status">{said}</span>
      {problems.map((problem) => (
        <span key={problem} className={styles.problem} role="alert">
          {problem}
        </span>
      ))}
      {left.length > 0 ? (
        <Button variant="subtle" onClick={() => void send(left)}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}

const isUnreachable = (error: unknown): boolean => error instanceof ApiError && error.kind === 'unreachable';

/** What is to be said afterwards. */
function outcomeOf(
  files: readonly File[],
  failed: readonly Failed[],
  unsent: readonly File[],
  isStopped: boolean,
): Outcome {
  const count = files.length - failed.length - unsent.length;
  const all = files.length === 1 ? `${files[0]?.name} was added.` : `${count} files were added.`;
  const some = count > 0 ? `${count} of ${files.length} files were added.` : '';
  const stopped = isStopped ? failed.at(-1) : undefined;
  const refused = failed.filter((one) => one !== stopped);
  const said = [
    failed.length === 0 ? all : some,
    stopped ? `Stopped: ${stopped.file.name} was not added.` : '',
    unsent.length > 0 ? `${unsent.length} more ${unsent.length === 1 ? 'was' : 'were'} not sent.` : '',
  ];
  return {
    said: said.filter(Boolean).join(' '),
    problems: refused.map(problemOf),
    left: [...refused.map(({ file }) => file), ...(isStopped ? [] : unsent)],
  };
}

/** A server that gave no answer, or failed, may have added it all the same. */
function problemOf({ file, why }: Failed): string {
  const words = why instanceof Error ? why.message : String(why);
  return why instanceof ApiError && isUndecided(why)
    ? `${file.name}: ${words}`
    : `${file.name} was not added: ${words}`;
}
