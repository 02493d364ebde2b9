import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

export function TipBubble({ anchor, label }: { anchor: HTMLElement; label: ReactNode }) {
  return <Tooltip opened target={anchor} label={label} />;
}
