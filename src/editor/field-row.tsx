import { memo, useMemo, useState, useSyncExternalStore } from 'react';
import { isContainer, printJson } from '../../contract/json.ts';
import { RichLabel } from '../fields/affixes.tsx';
import { BlameSlot } from '../fields/blame-slot.tsx';
import { editorKind } from '../fields/edit-kind.ts';
import { useBaseAt, useFields, usePendingAt, useReadPath, useValueAt } from '../fields/field-store.ts';
import { choiceLabel } from '../fields/form-labels.ts';
import { type Issue, issuesOf, newIssues } from '../fields/issues.ts';
import type { FieldKind } from '../fields/kinds.ts';
import { Show, shownText } from '../fields/show.tsx';
import { countText, textLength } from '../fields/sizes.ts';
import { sameSpelling } from '../params/equal.ts';
import buttons from '../ui/button.module.css';
import { withoutMarks } from '../ui/marked-text.tsx';
import type { EditStore } from './edit-store.ts';
import styles from './form.module.css';
import type { FormField } from './form-model.ts';

const WIDE: ReadonlySet<FieldKind> = new Set(['table', 'array', 'geo_polyline', 'geo_polygon']);

/** One field: its label, its editor, and what is to be said of its value. */
export const FieldRow = memo(function FieldRow({
  field,
  shape,
  withPath = false,
  stacked = false,
}: {
  field: FormField;
  shape: number;
  /** Whether to say the way to it: where it stands apart from its section. */
  withPath?: boolean;
  /** Whether the label stands above: where fields share a line. */
  stacked?: boolean;
}) {
  const { path, pointer, kind, paramType, spec, baseSpec = spec } = field;
  const { store, formId, readOnly, renderEdit } = useFields();
  const value = useValueAt(path);
  const base = useBaseAt(path);
  const isFresh = useReadPath(path) === null;
  const pending = usePendingAt(path);
  const refusal = useSyncExternalStore(store.subscribe, () => (store as EditStore).refusals.get(pointer));
  const theirs = useSyncExternalStore(store.subscribe, () => (store as EditStore).theirs.get(pointer));
  const id = fieldId(formId, field);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor stays the same one while somebody types in it; `shape` says when the value came from elsewhere
  const shown = useMemo(() => editorKind(kind, value), [kind, shape]);
  const changed = value !== base && !sameSpelling(value, base);
  const issues = useMemo(() => issuesOf(kind, spec, value), [kind, spec, value]);
  const before = useMemo(
    () => (isFresh ? [] : issuesOf(kind, baseSpec, base)),
    [kind, baseSpec, base, isFresh],
  );
  const problem = pending && !pending.quiet ? pending.problem : refusal;
  const said = [
    ...(problem ? [{ tone: 'problem' as const, text: problem }] : []),
    ...(pending ? [] : issueLines(issues, before)),
    ...(theirs ? [{ tone: 'theirs' as const, text: `${theirs} changed this just now.` }] : []),
    ...(spec?.exceptions ?? []).map((text) => ({
      tone: 'quietNote' as const,
      text: `The app says: ${text}`,
    })),
  ];
  const noteId = `${id}-note`;
  const aboutId = `${id}-about`;
  const described = [said.length || changed ? noteId : '', spec?.description ? aboutId : ''].filter(Boolean);
  return (
    <div
      className={styles.field}
      data-changed={changed || undefined}
      data-wide={WIDE.has(shown) || undefined}
      data-stacked={stacked || undefined}
      data-pointer={pointer}
      data-hidden={spec?.visible === false || undefined}
    >
      <span className={styles.sign} aria-hidden="true">
        {changed ? (base === undefined ? '+' : value === undefined ? '−' : '●') : ''}
      </span>
      <Label field={field} id={id} withPath={withPath} />
      <div className={styles.control}>
        {renderEdit({
          path,
          kind: shown,
          paramType,
          spec,
          id,
          labelId: `${id}-label`,
          describedBy: described.length ? described.join(' ') : undefined,
        })}
        {said.length || changed ? (
          <div className={styles.notes} id={noteId}>
            {said.map(({ tone, text }) => (
              <span key={text} className={styles[tone]}>
                {text}
              </span>
            ))}
            {changed ? (
              <span className={styles.was} title={shownText(kind, base).slice(0, 2000)}>
                was {choiceLabel(spec, base) ?? <Show kind={kind} value={base} />}
              </span>
            ) : null}
          </div>
        ) : null}
      </div>
      <BlameSlot path={path} className={styles.blame} />
      {(changed || pending) && !readOnly ? (
        <button
          type="button"
          className={styles.reset}
          aria-describedby={`${id}-label`}
          title={`Back to ${shownText(kind, base).slice(0, 200)}`}
          onClick={() => store.set(path, base)}
        >
          Reset
        </button>
      ) : null}
    </div>
  );
});

/** The id of a field's control: the same wherever the field is put, so that focus can follow it. */
export function fieldId(formId: string, field: FormField): string {
  return `${formId}field${encodeURIComponent(field.key)}`;
}

/** A line for the field, or for its cells the first of them with how many there are; what was there when read is told apart. */
function issueLines(issues: readonly Issue[], before: readonly Issue[]) {
  if (issues.length === 0) return [];
  const fresh = newIssues(issues, before);
  const line = (tone: 'misfit' | 'misfitNew', list: readonly Issue[], end: string) => {
    const [first] = list;
    if (!first) return [];
    const row = typeof first.path[0] === 'number' ? `Row ${first.path[0] + 1}, ` : '';
    const more = list.length > 1 ? ` (and ${countText(list.length - 1, 'more place')})` : '';
    return [{ tone, text: `${row}${first.text}${more}${end}` }];
  };
  const old = issues.filter((issue) => !fresh.has(issue));
  return [
    ...line('misfitNew', [...fresh], ''),
    ...line('misfit', old, before.length ? ' · was there before' : ''),
  ];
}

/** What the field is called, which alone is the label; the way to it, and what it is about, stand beside. */
function Label({ field, id, withPath }: { field: FormField; id: string; withPath: boolean }) {
  const above = field.path.slice(0, -1);
  const { spec } = field;
  const name = field.path.join('.');
  const about = spec?.description && withoutMarks(spec.description);
  return (
    <span className={styles.label} title={about ? `${about}\n${name}` : name}>
      {withPath && above.length ? <span className={styles.way}>{above.join('.')}.</span> : null}
      <label id={`${id}-label`} htmlFor={id}>
        {spec?.richLabel ? <RichLabel text={spec.richLabel} /> : field.label || '(empty key)'}
      </label>
      {about ? (
        <span id={`${id}-about`} className={styles.bubble}>
          {about}
        </span>
      ) : null}
      {spec?.visible === false ? <span className={styles.way}> hidden in the app</span> : null}
    </span>
  );
}

/** How much of hidden data is shown at once, characters. */
const MOST_SHOWN = 20_000;
/** From here on raw editing is for the JSON tab, which draws only what is in view, characters. */
const MOST_EDITED = 150_000;

/** Data that the form keeps to itself: one line; opened to be read, and edited only as raw JSON when asked. */
export function HiddenRow({ field }: { field: FormField }) {
  const { path, paramType } = field;
  const { readOnly, renderEdit, store, formId } = useFields();
  const value = useValueAt(path);
  const base = useBaseAt(path);
  const [open, setOpen] = useState<'closed' | 'read' | 'edit'>('closed');
  const id = fieldId(formId, field);
  const changed = value !== base && !sameSpelling(value, base);
  const huge = isContainer(value) && textLength(value) > MOST_EDITED;
  const scalar = !isContainer(value) && (value === undefined || textLength(value) < 120);
  return (
    <div
      className={styles.field}
      data-changed={changed || undefined}
      data-wide={open !== 'closed' || undefined}
      data-pointer={field.pointer}
    >
      <span className={styles.sign} aria-hidden="true">
        {changed ? '●' : ''}
      </span>
      <Label field={field} id={id} withPath />
      <div className={styles.control}>
        <span
          className={styles.hiddenLine}
          {...(open === 'edit' ? {} : { role: 'group', 'aria-labelledby': `${id}-label` })}
        >
          {open === 'edit' ? null : <Show kind="hidden" value={value} />}
          {scalar || value === undefined ? null : (
            <button
              type="button"
              className={buttons.quiet}
              aria-expanded={open === 'read'}
              aria-describedby={`${id}-label`}
              onClick={() => setOpen(open === 'read' ? 'closed' : 'read')}
            >
              {open === 'read' ? 'Hide' : 'Show'}
            </button>
          )}
          {huge ? <span className={styles.about}>edited in the JSON tab</span> : null}
          {readOnly || huge ? null : (
            <button
              type="button"
              className={buttons.quiet}
              aria-describedby={`${id}-label`}
              onClick={() => setOpen(open === 'edit' ? 'closed' : 'edit')}
            >
              {open === 'edit' ? 'Close' : 'Edit as JSON'}
            </button>
          )}
          {changed && !readOnly ? (
            <button type="button" className={buttons.quiet} onClick={() => store.set(path, base)}>
              Reset
            </button>
          ) : null}
        </span>
        {open === 'read' && value !== undefined ? (
          <HiddenText text={printJson(value, { indent: 2 })} />
        ) : null}
        {open === 'edit' ? renderEdit({ path, kind: 'json', paramType, id, labelId: `${id}-label` }) : null}
      </div>
      <BlameSlot path={path} className={styles.blame} />
    </div>
  );
}

function HiddenText({ text }: { text: string }) {
  const [most, setMost] = useState(MOST_SHOWN);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={styles.raw} tabIndex={0}>
        {text.slice(0, most)}
      </pre>
      {text.length > most ? (
        <button type="button" className={buttons.quiet} onClick={() => setMost(most * 10)}>
          Show more ({(text.length - most).toLocaleString('en')} characters)
        </button>
      ) : null}
    </>
  );
}
