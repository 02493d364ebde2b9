import { IconDownload } from '@tabler/icons-react';
import { type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { keepContent } from '../results/keep-content.ts';
import { BusyButton } from '../ui/busy-button.tsx';
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
  const link = useMutation(mutation);
  const download = useMutation({
    mutationFn: () =>
      keepContent(
        (given) => given || name,
        () => link.mutateAsync(what),
      ),
  });
  return (
    <>
      <BusyButton
        variant={plain ? 'default' : 'subtle'}
        leftSection={plain ? <IconDownload size={15} /> : undefined}
        busy={download.isPending}
        aria-label={label}
        onClick={() => download.mutate()}
      >
        Download
      </BusyButton>
      {download.error ? (
        <span className={styles.problem} role="alert">
          {download.error.message}
        </span>
      ) : null}
    </>
  );
}
