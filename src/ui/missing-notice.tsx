import styles from './missing-notice.module.css';
import { missingPart } from './missing-part.ts';
import { Notice } from './notice.tsx';

/** In place of what somebody opened and whose part of the program cannot be read: the page that is open works on. */
export function MissingNotice({ onClose }: { onClose: () => void }) {
  return (
    <div className={styles.failed}>
      <Notice
        tone="bad"
        title="This part of the explorer could not be loaded"
        action={
          <button type="button" className={styles.close} onClick={onClose}>
            Close
          </button>
        }
      >
        {missingPart}
      </Notice>
    </div>
  );
}
