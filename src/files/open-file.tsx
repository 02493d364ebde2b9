import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { BoneRows } from '../ui/bone.tsx';
import { Name } from '../ui/name.tsx';
import { Failure } from '../ui/notice.tsx';
import type { FileLink } from './download-button.tsx';
import styles from './files-page.module.css';

const FilePreview = lazy(() =>
  import('./file-preview.tsx').then((module) => ({ default: module.FilePreview })),
);

/** A file that is looked at: a link is asked for when it is opened, once. */
export function OpenFile<What>({ name, mutation, what }: FileLink<What> & { name: string }) {
  const link = useMutation(mutation);
  const asked = useRef(false);
  const ask = () => link.mutate(what);
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    latest.current();
  }, []);
  return (
    <section className={styles.preview} aria-label={`Preview of ${name}`}>
      <h2>
        <Name>{name}</Name>
      </h2>
      {link.error ? (
        <Failure title="The file could not be opened" error={link.error} onRetry={ask} />
      ) : link.data === undefined ? (
        <BoneRows count={6} label="Loading the file" />
      ) : (
        <Suspense fallback={<BoneRows count={6} label="Loading the preview" />}>
          <FilePreview name={name} link={link.data} />
        </Suspense>
      )}
    </section>
  );
}
