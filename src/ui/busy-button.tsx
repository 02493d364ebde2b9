import { Button, type ButtonProps, Loader } from '@mantine/core';
import { type ComponentProps, useRef } from 'react';

/** A double press, which can be quicker than what the first began is drawn, in ms. */
export const DOUBLE_MS = 400;

type Props = Omit<ButtonProps, 'loading'> &
  Omit<ComponentProps<'button'>, keyof ButtonProps> & {
    /** What a press began is not done yet. */
    busy: boolean;
  };

/** A button whose press takes a while, and that does nothing more meanwhile. It keeps the focus: one that is disabled would leave the keyboard at the top of the page. */
export function BusyButton({ busy, onClick, leftSection, ...rest }: Props) {
  const last = useRef(Number.NEGATIVE_INFINITY);
  const press: typeof onClick = (event) => {
    if (busy || event.timeStamp - last.current < DOUBLE_MS) return;
    last.current = event.timeStamp;
    onClick?.(event);
  };
  return (
    <Button
      {...rest}
      leftSection={busy ? <Loader size={13} color="currentColor" /> : leftSection}
      data-disabled={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={press}
    />
  );
}
