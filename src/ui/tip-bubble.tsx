import { Tooltip } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';

export function TipBubble({ anchor, label }: { anchor: Element; label: ReactNode }) {
  // As a ref, since a drawing counts as no element there.
  const target = useMemo(() => ({ current: anchor as HTMLElement }), [anchor]);
  return <Tooltip opened target={target} label={label} />;
}
