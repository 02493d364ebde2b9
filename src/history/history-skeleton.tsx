import { Bone, BoneRows } from '../ui/bone.tsx';
import styles from './revisions-page.module.css';

/** The history page before its revisions are there, in its final geometry. */
export function HistorySkeleton() {
  return (
    <div className={styles.page}>
      <aside className={styles.revisions}>
        <div className={styles.count}>
          <Bone width={80} />
        </div>
        <div className={styles.bones}>
          <BoneRows count={14} label="Reading revisions" />
        </div>
      </aside>
      <section className={styles.changes}>
        <div className={styles.bones}>
          <Bone width="40%" height={14} />
          <BoneRows count={8} label="Reading revisions" />
        </div>
      </section>
    </div>
  );
}
