import type { ComponentProps } from 'react';
import styles from './act.module.css';

type Drawing = 'copy' | 'done' | 'refused' | 'ignore' | 'course' | 'back' | 'swap' | 'up' | 'down' | 'form';

/** A small button with a drawing, one element in all. `framed`: with an edge, for one that stands by itself. */
export function Act({
  icon,
  label,
  framed = false,
  className = '',
  ...rest
}: { icon: Drawing; label: string; framed?: boolean } & Omit<ComponentProps<'button'>, 'aria-label'>) {
  return (
    <button
      type="button"
      className={`${styles.act} ${framed ? styles.framed : ''} ${className}`}
      data-icon={icon}
      aria-label={label}
      {...rest}
    />
  );
}
