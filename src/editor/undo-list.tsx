import { Menu } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import type { FormLabels } from '../fields/form-labels.ts';
import { choiceLabel } from '../fields/form-labels.ts';
import { countText } from '../fields/sizes.ts';
import { draftOf } from '../params/draft.ts';
import { type Path, readablePath } from '../params/path.ts';
import { valueInWords } from '../params/value-in-words.ts';
import type { EditStore, Step } from './edit-store.ts';
import styles from './undo-list.module.css';

/** Steps that are listed; older ones are reached by undoing. */
const MOST = 60;

/** All edits since the params were read, the newest on top, to go back to any of them or on again. */
export function UndoList({
  store,
  labels,
  className,
}: {
  store: EditStore;
  labels: FormLabels;
  className: string | undefined;
}) {
  const [open, setOpen] = useState(false);
  const { all, done } = store.steps;
  const shown = open
    ? all
        .map((step, index) => ({ step, index }))
        .slice(-MOST)
        .reverse()
    : [];
  return (
    <Menu opened={open} onChange={setOpen} position="top" width={380} returnFocus>
      <Menu.Target>
        <button
          type="button"
          className={className}
          aria-label="Edits"
          title="All edits, to go back to any of them"
          disabled={all.length === 0}
        >
          <IconHistory size={16} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown className={styles.list}>
        {shown.map(({ step, index }) => (
          <Menu.Item
            key={index}
            className={styles.step}
            data-undone={index >= done || undefined}
            aria-current={index === done - 1 || undefined}
            onClick={() => store.goTo(index + 1)}
          >
            <span className={styles.words}>{stepWords(step, labels)}</span>
            <span className={styles.time}>{timeText(step.at)}</span>
          </Menu.Item>
        ))}
        <Menu.Item
          className={styles.step}
          aria-current={done === 0 || undefined}
          onClick={() => store.goTo(0)}
        >
          <span className={styles.words}>As it was read</span>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What a step did, by its first change: `Span: 12 → 14`, and how many more there are. */
function stepWords(step: Step, labels: FormLabels): string {
  const [text] = step.texts ?? [];
  if (text) return `${placeWords(text.path, step, labels)}: “${text.text}”, no value yet`;
  const changes = draftOf(step.before, step.after);
  const [first] = changes;
  if (!first) return 'Order or spelling only';
  const { path, base, value } = first;
  const spec = labels.fieldAt(path)?.spec;
  const words = (side: typeof value) => choiceLabel(spec, side) ?? valueInWords(side);
  const more = changes.length > 1 ? ` (and ${countText(changes.length - 1, 'more place')})` : '';
  return `${placeWords(path, step, labels)}: ${words(base)} → ${words(value)}${more}`;
}

function placeWords(path: Path, { after }: Step, labels: FormLabels): string {
  const row = path.findLast((key) => typeof key === 'number');
  const label = labels.labelAt(path);
  if (!label) return readablePath(path, after);
  return typeof row === 'number' ? `${label}, row ${row + 1}` : label;
}

function timeText(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}
