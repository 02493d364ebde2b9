import { RichLabel, Unit } from '../fields/affixes.tsx';
import type { DisplaySpec } from '../fields/form-spec.ts';
import { Show } from '../fields/show.tsx';
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
  const id = `display${encodeURIComponent(spec.name)}`;
  const button = spec.kind === 'button';
  return (
    <div className={styles.field} data-display={spec.kind}>
      <span className={styles.label} title={spec.description} id={id}>
        {button ? null : <RichLabel text={spec.label} />}
      </span>
      <div className={styles.control}>
        {button ? (
          <button
            type="button"
            className={styles.appButton}
            disabled
            title={
              spec.interaction
                ? 'This button asks for a pick in a view first, which is not possible here.'
                : 'Methods of the app are not run from the form here.'
            }
          >
            {spec.label}
          </button>
        ) : (
          <output className={styles.output} aria-labelledby={id}>
            {spec.prefix ? <span className={styles.way}>{spec.prefix} </span> : null}
            {spec.value === undefined || spec.value === null ? (
              <span className={styles.way}>not computed</span>
            ) : (
              <Show kind="json" value={spec.value} />
            )}{' '}
            <Unit spec={spec} />
          </output>
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

/** Markdown in its plainest form: headings, list items and paragraphs as lines, strong words strong. Never HTML of the app. */
function TextBlock({ text }: { text: string }) {
  return (
    <div className={styles.text}>
      {text.split(/\r?\n/).map((line, index) => {
        const [, heading] = /^#{1,6}\s+(.*)$/.exec(line) ?? [];
        const words = heading ?? line.replace(/^\s*[-*]\s+/, '• ');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name and no state
          <div key={index} data-heading={heading === undefined ? undefined : true}>
            {words.split('**').map((part, at) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              at % 2 ? <strong key={at}>{part}</strong> : <span key={at}>{part.replace(/`/g, '')}</span>,
            )}
          </div>
        );
      })}
    </div>
  );
}
