import { useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { RichLabel, Unit } from '../fields/affixes.tsx';
import { useFields } from '../fields/field-store.ts';
import type { DisplaySpec } from '../fields/form-spec.ts';
import { Show } from '../fields/show.tsx';
import { paths } from '../paths.ts';
import buttons from '../ui/button.module.css';
import { MarkedText, withoutMarks } from '../ui/marked-text.tsx';
import styles from './form.module.css';

/** What the form shows between its fields: words, computed outputs, pictures, buttons. Nothing of it is stored. */
export function DisplayRow({ spec }: { spec: DisplaySpec }) {
  switch (spec.kind) {
    case 'linebreak':
      return <hr className={styles.break} />;
    case 'text':
      return <TextBlock text={typeof spec.value === 'string' ? spec.value : spec.label} />;
    case 'image':
      return (
        <p className={styles.image}>
          Picture of the app{spec.label ? `: ${spec.label}` : ''}
          {typeof spec.value === 'string' ? <span className={styles.way}> {spec.value}</span> : null}
        </p>
      );
    default:
      return <LabelledRow spec={spec} />;
  }
}

function LabelledRow({ spec }: { spec: DisplaySpec }) {
  const { formId } = useFields();
  const id = `${formId}display${encodeURIComponent(spec.name)}`;
  const button = spec.kind === 'button';
  return (
    <div className={styles.field} data-display={spec.kind}>
      <span className={styles.label} title={spec.description && withoutMarks(spec.description)} id={id}>
        {button ? null : <RichLabel text={spec.label} />}
      </span>
      <div className={styles.control}>
        {button ? (
          <AppButton spec={spec} />
        ) : (
          // No `output`: each would be a live region, beside the one that tells of saving.
          <span className={styles.output} role="group" aria-labelledby={id}>
            {spec.prefix ? <span className={styles.way}>{spec.prefix} </span> : null}
            {spec.value === undefined || spec.value === null ? (
              <span className={styles.way}>not computed</span>
            ) : (
              <Show kind="json" value={spec.value} />
            )}{' '}
            <Unit spec={spec} />
          </span>
        )}
        {spec.exceptions.map((text) => (
          <div key={text} className={styles.quietNote}>
            The app says: {text}
          </div>
        ))}
      </div>
    </div>
  );
}

/** A button of the app: its method is run on the page of jobs, with the unsaved changes, where a pick on a map is made too. */
function AppButton({ spec }: { spec: DisplaySpec }) {
  const { workspaceId, entityId, store } = useFields();
  const dirty = useSyncExternalStore(store.subscribe, () => store.value !== store.base);
  if (!spec.method)
    return (
      <>
        <button type="button" className={`${buttons.plain} ${styles.appButton}`} disabled>
          {spec.label}
        </button>
        <span className={styles.reason}>The app names no method for this button.</span>
      </>
    );
  const to = `${paths.jobs(workspaceId, entityId, spec.method)}${dirty ? '&with=draft' : ''}`;
  return (
    <Link
      className={`${buttons.plain} ${styles.appButton}`}
      to={to}
      title={`Opens “${spec.method}” on the page of jobs${spec.picks ? ', where features of a map are picked for it' : ''}`}
    >
      {spec.label}
    </Link>
  );
}

/** Markdown in its plainest form: headings, list items and paragraphs as lines. Never HTML of the app. */
function TextBlock({ text }: { text: string }) {
  return (
    <div className={styles.text}>
      {text.split(/\r?\n/).map((line, index) => {
        const [, heading] = /^#{1,6}\s+(.*)$/.exec(line) ?? [];
        const words = heading ?? line.replace(/^\s*[-*]\s+/, '• ');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name and no state
          <div key={index} data-heading={heading === undefined ? undefined : true}>
            <MarkedText>{words}</MarkedText>
          </div>
        );
      })}
    </div>
  );
}
