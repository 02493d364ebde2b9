import { memo, useMemo, useSyncExternalStore } from 'react';
import { BlameSlot } from '../fields/blame-slot.tsx';
import { editorKind } from '../fields/edit-kind.ts';
import { useBaseAt, useFields, usePendingAt, useReadPath, useValueAt } from '../fields/field-store.ts';
import { choiceLabel } from '../fields/form-labels.ts';
import { type Issue, issuesOf, newIssues } from '../fields/issues.ts';
import type { FieldKind } from '../fields/kinds.ts';
import { Show, shownText } from '../fields/show.tsx';
import { countText } from '../fields/sizes.ts';
import { sameSpelling } from '../params/equal.ts';
import type { EditStore } from './edit-store.ts';
import { FieldLabel, fieldId } from './field-label.tsx';
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
    ...(pending ? [] : issueLines(issues, before, changed || isFresh)),
    ...(theirs ? [{ tone: 'theirs' as const, text: `${theirs} changed this just now.` }] : []),
    ...(spec?.exceptions ?? []).map((text) => ({
      tone: 'quietNote' as const,
      text: `The app says: ${text}`,
    })),
  ];
  const isMisfit = !pending && issues.some(({ path }) => path.length === 0);
  const noteId = `${id}-note`;
  const aboutId = `${id}-about`;
  const described = [said.length || changed ? noteId : '', spec?.description ? aboutId : ''].filter(Boolean);
  return (
    <div
      className={styles.field}
      data-changed={changed || undefined}
      data-wide={WIDE.has(shown) || undefined}
      data-stacked={stacked || undefined}
      data-misfit={(isMisfit && problem === undefined) || undefined}
      data-pointer={pointer}
      data-hidden={spec?.visible === false || undefined}
    >
      <span className={styles.sign} aria-hidden="true">
        {changed ? (base === undefined ? '+' : value === undefined ? '−' : '●') : ''}
      </span>
      <FieldLabel field={field} id={id} withPath={withPath} />
      <div className={styles.control}>
        {renderEdit({
          path,
          kind: shown,
          paramType,
          spec,
          id,
          labelId: `${id}-label`,
          describedBy: described.length ? described.join(' ') : undefined,
          invalid: problem !== undefined || isMisfit,
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

/** A line for the field, or for its cells the first of them with how many there are; what was there when read, and what came with an edit of another field, is told apart. */
function issueLines(issues: readonly Issue[], before: readonly Issue[], isEdited: boolean) {
  if (issues.length === 0) return [];
  const fresh = newIssues(issues, before, !isEdited);
  const line = (tone: 'misfit' | 'misfitNew', list: readonly Issue[], end: string) => {
    const [first] = list;
    if (!first) return [];
    const row = typeof first.path[0] === 'number' ? `Row ${first.path[0] + 1}, ` : '';
    const more = list.length > 1 ? ` (and ${countText(list.length - 1, 'more place')})` : '';
    return [{ tone, text: `${row}${first.text}${more}${end}` }];
  };
  const old = issues.filter((issue) => !fresh.has(issue));
  return [
    ...line('misfitNew', [...fresh], isEdited ? '' : ' · since another field was edited'),
    ...line('misfit', old, isEdited ? ' · was there before' : ' · stored like that'),
  ];
}
