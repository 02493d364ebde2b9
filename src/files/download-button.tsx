import { IconDownload } from '@tabler/icons-react';
import { type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
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
  // A second click may come before the button is drawn as busy.
  const isUnderWay = useRef(false);
  const download = useMutation({
    mutationFn: () => keepContent(name, () => link.mutateAsync(what)),
    onSettled: () => {
      isUnderWay.current = false;
    },
  });
  const begin = () => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    download.mutate();
  };
  return (
    <>
      <BusyButton
        variant={plain ? 'default' : 'subtle'}
        leftSection={plain ? <IconDownload size={15} /> : undefined}
        busy={download.isPending}
        aria-label={label}
        onClick={begin}
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
