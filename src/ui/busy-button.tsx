import { Button, type ButtonProps, Loader } from '@mantine/core';
import type { ComponentProps } from 'react';

type Props = Omit<ButtonProps, 'loading'> &
  Omit<ComponentProps<'button'>, keyof ButtonProps> & {
    /** What a press began is not done yet. */
    busy: boolean;
  };

/** A button whose press takes a while, and that does nothing more meanwhile. It keeps the focus: one that is disabled would leave the keyboard at the top of the page. */
export function BusyButton({ busy, onClick, leftSection, ...rest }: Props) {
  return (
    <Button
      {...rest}
      leftSection={busy ? <Loader size={13} color="currentColor" /> : leftSection}
      data-disabled={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
    />
  );
}
