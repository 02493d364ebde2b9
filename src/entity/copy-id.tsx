import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './copy-id.module.css';

/** An id with a button that copies it. */
export function CopyId({ id }: { id: number }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(String(id));
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <span className={styles.id}>
      <code>{id}</code>
      <Tooltip label={copied ? 'Copied' : 'Copy id'}>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label="Copy id" onClick={copy}>
          {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
