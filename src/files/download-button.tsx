import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { checkContent } from '../api/request-content.ts';
import styles from './files-page.module.css';

/** How the link to a file is asked for, and of what. */
export interface FileLink<What> {
  mutation: UseMutationOptions<string, Error, What>;
  what: What;
}

/** Asks for a link at the moment of use, and gives what is behind it to the browser. */
export function DownloadButton<What>({
  mutation,
  what,
  name,
  label,
  plain = false,
}: FileLink<What> & { name: string; label: string; plain?: boolean }) {
  const download = useMutation(mutation);
  const check = useMutation({ mutationFn: checkContent });
  const error = download.error ?? check.error;
  const save = () => {
    check.reset();
    download.mutate(what, {
      onSuccess: (url) => check.mutate(url, { onSuccess: () => openDownload(url, name) }),
    });
  };
  return (
    <>
      <Button
        variant={plain ? 'default' : 'subtle'}
        leftSection={plain ? <IconDownload size={15} /> : undefined}
        loading={download.isPending || check.isPending}
        aria-label={label}
        onClick={save}
      >
        Download
      </Button>
      {error ? (
        <span className={styles.problem} role="alert">
          {error.message}
        </span>
      ) : null}
    </>
  );
}

/** Leaves the page where it is: the link answers with a file to keep, and is worth nothing a little later. It is kept under `name` where the store gives it none. */
function openDownload(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noopener noreferrer';
  link.download = name;
  link.click();
}
