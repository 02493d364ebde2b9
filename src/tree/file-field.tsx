import { Button } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import type { EntityType } from '../../contract/entity-type.ts';
import styles from '../ui/dialog.module.css';
import { Name } from '../ui/name.tsx';
import { sizeWords } from '../ui/size-words.ts';
import type { FileContent } from './use-file-content.ts';

/** Which file a new entity of a file type is made of, and how far it was sent. */
export function FileField({
  type,
  content: { file, problem, part, choose },
  onChosen,
}: {
  type: EntityType;
  content: FileContent;
  onChosen: (file: File) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [labelId, hintId, problemId] = [useId(), useId(), useId()];
  const limits = limitWords(type);
  return (
    <div className={styles.field}>
      <span id={labelId}>File</span>
      <input
        ref={input}
        type="file"
        className="vx-visually-hidden"
        aria-label="File"
        tabIndex={-1}
        accept={type.file_constraints?.file_types?.join(',')}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (!chosen) return;
          choose(chosen);
          onChosen(chosen);
        }}
      />
      <div className={styles.withButton}>
        <Button
          variant="default"
          leftSection={<IconFile size={15} />}
          aria-describedby={`${labelId} ${hintId} ${problem ? problemId : ''}`}
          disabled={part !== null}
          onClick={() => input.current?.click()}
        >
          {file ? 'Choose another' : 'Choose a file…'}
        </Button>
        {file ? (
          <span className={styles.chosen}>
            <Name>{file.name}</Name> · {sizeWords(file.size)}
          </span>
        ) : null}
      </div>
      <span className={styles.hint} id={hintId}>
        {`An entity of this type is made of a file${limits}.`}
      </span>
      {problem ? (
        <span className={styles.problem} id={problemId} role="alert">
          {problem}
        </span>
      ) : null}
      {part !== null && file ? (
        <div className={styles.withButton}>
          <progress className={styles.bar} max={1} value={part} aria-label={`Sending ${file.name}`} />
          <span>{`${Math.round(part * 100)} %`}</span>
        </div>
      ) : null}
    </div>
  );
}

/** `: .gef, up to 5 MB`. */
function limitWords({ file_constraints: said }: EntityType): string {
  const words = [
    (said?.file_types ?? []).join(', '),
    said?.max_size ? `up to ${sizeWords(said.max_size)}` : '',
  ].filter(Boolean);
  return words.length > 0 ? `: ${words.join(', ')}` : '';
}
