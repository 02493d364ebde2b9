import { type ComponentProps, useState } from 'react';

/** A button that is off now and then, as by its own press: while it has the focus it keeps it, so that who presses keys stays where they are. */
export function BarButton({ off, onClick, ...rest }: ComponentProps<'button'> & { off: boolean }) {
  const [focused, setFocused] = useState(false);
  return (
    <button
      type="button"
      {...rest}
      disabled={off && !focused}
      aria-disabled={(off && focused) || undefined}
      onFocus={() => setFocused(true)}
      // Another window may have the keyboard now: the button has it again with this one.
      onBlur={({ currentTarget }) => setFocused(document.activeElement === currentTarget)}
      onClick={off ? undefined : onClick}
    />
  );
}
