import { ActionIcon, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';

const SHOWN_FOR = 1500;

/** Copies a text and says whether it did: a browser may refuse, and gives no clipboard at all to pages on plain http. */
export function CopyButton({
  label,
  text,
  size,
  children,
}: {
  label: string;
  text: () => string;
  size: number;
  children: ReactNode;
}) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const copy = async () => {
    try {
      if (!navigator.clipboard) throw new Error('This page has no clipboard.');
      await navigator.clipboard.writeText(text());
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
    setTimeout(() => setOutcome(null), SHOWN_FOR);
  };
  const words = { copied: 'Copied', refused: 'The browser did not allow copying' };
  return (
    <Tooltip label={outcome ? words[outcome] : label}>
      <ActionIcon variant="subtle" color="gray" size={size} aria-label={label} onClick={copy}>
        {outcome === 'copied' ? (
          <IconCheck size={15} />
        ) : outcome === 'refused' ? (
          <IconAlertTriangle size={15} />
        ) : (
          children
        )}
      </ActionIcon>
    </Tooltip>
  );
}
