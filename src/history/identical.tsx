import type { Comparison } from '../params/comparison.ts';
import styles from './identical.module.css';
import { QuietNotes } from './quiet-notes.tsx';
import type { Sides } from './sides.ts';

/** Said when nothing differs, with what is different all the same: the name, the writing of numbers. */
export function Identical({ comparison, sides: { from, to } }: { comparison: Comparison; sides: Sides }) {
  const names = [from, to].map((side) => (side.kind === 'revision' ? side.revision.name : undefined));
  const same = from.kind === 'revision' && to.kind === 'revision' && from.revision.id === to.revision.id;
  const revisions = from.kind === 'revision' && to.kind === 'revision';
  const isFirst = from.kind === 'nothing' || to.kind === 'nothing';
  return (
    <div className={styles.identical}>
      <h2 className={styles.title}>Params identical</h2>
      {same ? <p>Both sides are the same revision. Pick another one with the radios of the list.</p> : null}
      {names[0] && names[1] && names[0] !== names[1] ? (
        <p>
          The entity was renamed from <strong>{names[0]}</strong> to <strong>{names[1]}</strong>.
        </p>
      ) : null}
      {!isFirst ? null : <p>The first revision holds no params yet.</p>}
      {revisions && !same && names[0] === names[1] && comparison.quiet.length === 0 ? (
        <p>The same params were saved again: nothing differs, the name included.</p>
      ) : null}
      <QuietNotes comparison={comparison} />
    </div>
  );
}
