import { Button } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { takesSingleKey } from '../ui/keys.ts';
import styles from './key-toggle.module.css';

/** A button between two views of the same, with the letter that does it too: see {@link onLetter}. */
export function KeyToggle({
  letter,
  pressed,
  onToggle,
  children,
}: {
  letter: string;
  pressed: boolean;
  onToggle: () => void;
  children: string;
}) {
  return (
    <div className={styles.tools}>
      <Button variant="subtle" aria-pressed={pressed} onClick={onToggle}>
        {children}
        <kbd className={styles.key}>{letter}</kbd>
      </Button>
    </div>
  );
}

/** Hears the letter of a {@link KeyToggle} anywhere around it. */
export const onLetter = (letter: string, onToggle: () => void) => (event: KeyboardEvent) => {
  if (event.key.toUpperCase() !== letter || !takesSingleKey(event.nativeEvent)) return;
  event.preventDefault();
  onToggle();
};
