import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { matchPicks, type Pick } from '../fields/picker.tsx';
import { countText } from '../fields/sizes.ts';
import dialog from '../ui/dialog.module.css';
import { Dialog } from '../ui/dialog.tsx';
import type { FormField, FormModel, FormNode } from './form-model.ts';
import styles from './go-to-field.module.css';

/** Fields listed at a time; typing narrows the rest down. */
const MOST = 50;

/** Finds a field of the form by words of its label, its section or its key. */
export function GoToField({
  model,
  onGo,
  onClose,
}: {
  model: FormModel;
  /** `key` is of a field in the rows of that field. */
  onGo: (field: FormField, key?: string) => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const { fields, picks } = useMemo(() => picksOf(model), [model]);
  const matches = useMemo(() => matchPicks(picks, typed), [picks, typed]);
  const shown = matches.slice(0, MOST);
  const list = useId();
  const at = Math.min(active, shown.length - 1);
  const go = (pick: Pick | undefined) => {
    const found = pick && fields[Number(pick.key)];
    if (found) onGo(found.field, found.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (by !== undefined) setActive(Math.max(0, Math.min(shown.length - 1, at + by)));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(shown[at]);
    else return;
    event.preventDefault();
  };
  const rest = matches.length - shown.length;
  return (
    <Dialog title="Go to field" onClose={onClose}>
      <input
        data-autofocus
        className={dialog.control}
        role="combobox"
        aria-label="Field"
        aria-expanded={shown.length > 0}
        aria-controls={list}
        aria-activedescendant={shown.length ? `${list}-${at}` : undefined}
        aria-autocomplete="list"
        placeholder="Words of its label, section or key"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.list} role="listbox" id={list} aria-label="Fields">
        {shown.map((pick, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field above, which keeps the focus
          <div
            key={pick.key}
            ref={index === at ? intoView : undefined}
            id={`${list}-${index}`}
            className={styles.option}
            role="option"
            aria-selected={index === at}
            onClick={() => go(pick)}
          >
            <span className={styles.label}>{pick.label}</span>{' '}
            <span className={styles.note}>{pick.note}</span>
          </div>
        ))}
      </div>
      <p className={styles.said} role="status">
        {matches.length === 0
          ? 'No field has these words.'
          : rest > 0
            ? `${countText(rest, 'more')}: type to narrow down`
            : countText(matches.length, 'field')}
      </p>
    </Dialog>
  );
}

function intoView(option: HTMLElement | null): void {
  option?.scrollIntoView?.({ block: 'nearest' });
}

/** Every field in the order of the form, with those in its rows; the note says where it stands, and its key where the label is another. */
function picksOf(model: FormModel): { fields: { field: FormField; key?: string }[]; picks: Pick[] } {
  const fields: { field: FormField; key?: string }[] = [];
  const picks: Pick[] = [];
  const visit = (nodes: readonly FormNode[], above: readonly string[]): void => {
    for (const node of nodes) {
      if (node.type === 'section') visit(node.nodes, [...above, node.title]);
      else if (node.type === 'field') add(node, above);
    }
  };
  const add = (field: FormField, above: readonly string[]) => {
    const label = field.label;
    const key = field.path.join('.');
    const note = [above.join(' › '), key === label ? '' : key].filter(Boolean).join(' · ');
    picks.push({ key: String(fields.length), label, note });
    fields.push({ field });
    for (const inside of field.spec?.rows ?? []) {
      if (inside.kind === 'hidden' || !inside.visible) continue;
      picks.push({ key: String(fields.length), label: inside.label, note: [...above, label].join(' › ') });
      fields.push({ field, key: inside.name });
    }
  };
  visit(model.nodes, []);
  visit(model.orphans, ['Not in the current form']);
  for (const field of model.hidden) add(field, ['Hidden data']);
  return { fields, picks };
}
