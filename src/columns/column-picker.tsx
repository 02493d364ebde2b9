import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { fold } from '../api/fold.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/notice.tsx';
import { passFocus } from '../ui/pass-focus.ts';
import { useAtOnce } from '../ui/use-at-once.ts';
import {
  columnLabel,
  type EntityRow,
  FACTS,
  type Fact,
  factColumn,
  readColumn,
  summaryColumn,
  summaryKeys,
} from './column.ts';
import styles from './column-picker.module.css';
import type { ParamPlace } from './param-paths.ts';
import { useParamPlaces } from './use-param-places.ts';

/** How many places are drawn; who looks for more narrows them down. */
const MOST_SHOWN = 300;

/** Choose what a table shows, and in which order: facts, items of the summary, and params from a tree of their paths that can be searched. */
export function ColumnPicker({
  workspaceId,
  title,
  rows,
  types,
  chosen: given,
  onChange: onChosen,
  onClose,
}: {
  workspaceId: number;
  title: string;
  /** Some rows of the table: they tell which summary items there are, and from which entities the paths are read. */
  rows: readonly EntityRow[];
  types: readonly number[];
  chosen: readonly string[];
  onChange: (columns: string[]) => void | Promise<void>;
  onClose: () => void;
}) {
  const [chosen, onChange] = useAtOnce(given, (columns) => onChosen([...columns]));
  const [text, setText] = useState('');
  const search = fold(useDeferredValue(text).trim());
  const { places, busy, error, retry } = useParamPlaces(workspaceId, rows, types);
  const keys = useMemo(() => summaryKeys(rows), [rows]);
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  const box = (id: string, label: string) => (
    <Choice key={id} label={label} checked={chosen.includes(id)} onToggle={() => toggle(id)} />
  );
  const facts = (Object.keys(FACTS) as Fact[]).filter((fact) => fold(FACTS[fact]).includes(search));
  const items = keys
    .map((key) => ({ key, label: columnLabel(summaryColumn(key), rows) }))
    .filter(({ key, label }) => fold(`${label} ${key}`).includes(search));
  const found = places.filter(
    ({ path }) => fold(path.join(' › ')).includes(search) || fold(path.join('.')).includes(search),
  );
  return (
    <Dialog title={title} wide onClose={onClose}>
      <div className={styles.columns}>
        <div className={styles.choose}>
          <TextInput
            data-autofocus
            aria-label="Search columns"
            placeholder="Search columns and params"
            leftSection={<IconSearch size={14} />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className={styles.list}>
            {facts.length > 0 ? <h3>Facts</h3> : null}
            {facts.map((fact) => box(factColumn(fact).id, FACTS[fact]))}
            {items.length > 0 ? <h3>Summary</h3> : null}
            {items.map(({ key, label }) => box(`summary:${key}`, label))}
            <h3>Params</h3>
            {error ? <Failure title="The params could not be read" error={error} onRetry={retry} /> : null}
            <Places places={found.slice(0, MOST_SHOWN)} chosen={chosen} onToggle={toggle} />
            <p className={styles.hint} role="status">
              {busy
                ? 'Reading the params of one entity of each type…'
                : found.length > MOST_SHOWN
                  ? `${(found.length - MOST_SHOWN).toLocaleString()} more: search to narrow them down.`
                  : found.length === 0
                    ? places.length === 0
                      ? 'No params can be read here.'
                      : 'No path holds this.'
                    : ''}
            </p>
          </div>
        </div>
        <Chosen chosen={chosen} rows={rows} onChange={onChange} />
      </div>
      <div className={styles.buttons}>
        <Button variant="subtle" color="gray" disabled={chosen.length === 0} onClick={() => onChange([])}>
          The table's own choice
        </Button>
        <Button onClick={onClose}>Done</Button>
      </div>
    </Dialog>
  );
}

function Choice({
  label,
  name,
  inside = false,
  checked,
  onToggle,
}: {
  label: string;
  /** What it is called where it stands alone. */
  name?: string;
  inside?: boolean;
  checked: boolean;
  onToggle: () => void;
}) {
  return (
    <label className={styles.choice} data-inside={inside || undefined}>
      <input type="checkbox" aria-label={name} checked={checked} onChange={onToggle} />
      {label}
    </label>
  );
}

/** Paths as a tree: each group is said once, what is inside it is indented. */
function Places({
  places,
  chosen,
  onToggle,
}: {
  places: readonly ParamPlace[];
  chosen: readonly string[];
  onToggle: (id: string) => void;
}) {
  let above = '';
  return places.map(({ path, pointer }) => {
    const group = path.slice(0, -1).join(' › ');
    const head = group !== above && group !== '' ? group : null;
    above = group;
    const id = `param:${pointer}`;
    return (
      <div key={pointer}>
        {head ? <div className={styles.group}>{head}</div> : null}
        <Choice
          inside={group !== ''}
          label={String(path.at(-1)) || '“”'}
          name={path.join(' › ')}
          checked={chosen.includes(id)}
          onToggle={() => onToggle(id)}
        />
      </div>
    );
  });
}

/** The columns in their order, to be moved and taken out. */
function Chosen({
  chosen,
  rows,
  onChange,
}: {
  chosen: readonly string[];
  rows: readonly EntityRow[];
  onChange: (columns: string[]) => void;
}) {
  const move = (from: number, to: number) => {
    if (to < 0 || to >= chosen.length) return;
    const next = [...chosen];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange(next);
  };
  return (
    <ol className={styles.chosen} aria-label="Chosen columns">
      {chosen.map((id, index) => {
        const column = readColumn(id);
        const label = column ? columnLabel(column, rows) : id;
        return (
          <li key={id} ref={passFocus}>
            <span title={id}>{label}</span>
            <button
              type="button"
              aria-label={`Move ${label} up`}
              aria-disabled={index === 0}
              onClick={() => move(index, index - 1)}
            >
              <IconArrowUp size={14} />
            </button>
            <button
              type="button"
              aria-label={`Move ${label} down`}
              aria-disabled={index === chosen.length - 1}
              onClick={() => move(index, index + 1)}
            >
              <IconArrowDown size={14} />
            </button>
            <CloseButton
              size="sm"
              aria-label={`Remove ${label}`}
              onClick={() => onChange(chosen.filter((other) => other !== id))}
            />
          </li>
        );
      })}
    </ol>
  );
}
