import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

/** One line that says why there is nothing here, and the next action. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <span>{children}</span>
      {action}
    </div>
  );
}

/** A sentence about what went wrong or wants attention, where it happened. Errors are announced as alerts. */
export function Notice({
  tone,
  title,
  children,
  action,
}: {
  tone: 'bad' | 'warn' | 'plain';
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      <div className={styles.words}>
        {title ? <strong>{title}</strong> : null}
        {children ? <div>{children}</div> : null}
      </div>
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}

/** A failed read, with the way to try again. */
export function Failure({ title, error, onRetry }: { title: string; error: unknown; onRetry?: () => void }) {
  return (
    <Notice
      tone="bad"
      title={title}
      action={
        onRetry ? (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        ) : undefined
      }
    >
      {error instanceof Error ? error.message : String(error)}
    </Notice>
  );
}
