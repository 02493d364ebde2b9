import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { isNumber } from '../../contract/json/value.ts';
import { loadedOf } from '../api/branches.ts';
import { cachedEntity } from '../api/entities.ts';
import { withValues } from '../api/entity-pages.ts';
import { fold } from '../api/fold.ts';
import { useBranches } from '../api/use-branches.ts';
import { columnLabel, type EntityRow, summaryColumn, summaryKeys, summaryOf } from '../columns/column.ts';
import { useParamPlaces } from '../columns/use-param-places.ts';
import dialog from '../ui/dialog.module.css';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/notice.tsx';
import { passFocus } from '../ui/pass-focus.ts';
import styles from './group-dialog.module.css';
import { setGroups, useGroups } from './groups.ts';

/** How many places of params are drawn; who looks for more narrows them down. */
const MOST_SHOWN = 200;
const NO_ROWS: readonly EntityRow[] = [];
const ANY_TYPE: readonly number[] = [];

interface Choice {
  id: string;
  label: string;
  /** Its values are numbers, as far as that is known: figures can be made of them. */
  number: boolean;
}

/** Choose by what the children of a parent are grouped, and of what their groups tell figures. Params are asked for when somebody wants to see them. */
export function GroupDialog({
  workspaceId: w,
  parent,
  onClose,
}: {
  workspaceId: number;
  parent: number | null;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const branch = useBranches(w).get(parent);
  const now = useGroups(w).get(parent);
  const [by, setBy] = useState(now?.by ?? 'type');
  const [figures, setFigures] = useState(now?.figures ?? '');
  const [withParams, setWithParams] = useState(
    [now?.by, now?.figures].some((id) => id?.startsWith('param:')),
  );
  const rows = useMemo(() => loadedOf(branch).map((entity) => withValues(entity)), [branch]);
  const summary = useMemo(() => summaryChoices(rows), [rows]);
  const params = useParamPlaces(w, withParams ? rows : NO_ROWS, ANY_TYPE);
  const places = useMemo(
    () =>
      params.places.map(
        ({ path, pointer, kind }): Choice => ({
          id: `param:${pointer}`,
          label: path.join(' › '),
          number: kind === 'number' || kind === 'integer',
        }),
      ),
    [params.places],
  );
  const numbers = [...summary, ...places].filter(({ number }) => number);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Of numbers that are put into ranges the figures are of these, unless others are wanted.
    const own = figures === '' && numbers.some(({ id }) => id === by) ? by : figures;
    setGroups(w, parent, { by, ...(own && { figures: own }), open: by === now?.by ? now.open : [] });
    onClose();
  };
  const holder = parent === null ? undefined : cachedEntity(client, w, parent)?.name;
  return (
    <Dialog
      title={holder === undefined ? 'Group the siblings by' : `Group what is in “${holder}” by`}
      onClose={onClose}
    >
      <form className={dialog.form} onSubmit={submit}>
        <Choices by={by} onBy={setBy} summary={summary} places={withParams ? places : null}>
          {withParams ? (
            params.error ? (
              <Failure title="The params could not be read" error={params.error} onRetry={params.retry} />
            ) : params.busy ? (
              <p role="status">Reading the params of one entity of each type…</p>
            ) : null
          ) : (
            <Button ref={passFocus} variant="default" onClick={() => setWithParams(true)}>
              Show params
            </Button>
          )}
        </Choices>
        <label className={dialog.field}>
          <span>Min, median and max of</span>
          <select
            className={dialog.control}
            value={figures}
            onChange={(event) => setFigures(event.target.value)}
          >
            <option value="">{numbers.some(({ id }) => id === by) ? 'The same' : 'Nothing'}</option>
            {numbers.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <p>
          {by.startsWith('param:') || figures.startsWith('param:')
            ? 'Params of what is loaded are read for it, a page at a time. '
            : ''}
          Groups hold what is loaded; the rest can be loaded from the last row.
        </p>
        <div className={dialog.buttons}>
          {now ? (
            <Button
              variant="default"
              onClick={() => {
                setGroups(w, parent, null);
                onClose();
              }}
            >
              Show without groups
            </Button>
          ) : null}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Group</Button>
        </div>
      </form>
    </Dialog>
  );
}

function summaryChoices(rows: readonly EntityRow[]): Choice[] {
  return summaryKeys(rows).map((key) => ({
    id: `summary:${key}`,
    label: columnLabel(summaryColumn(key), rows),
    number: rows.some(({ entity }) =>
      summaryOf(entity).lines.some((line) => line.key === key && isNumber(line.value)),
    ),
  }));
}

function Choices({
  by,
  onBy,
  summary,
  places,
  children,
}: {
  by: string;
  onBy: (id: string) => void;
  summary: readonly Choice[];
  /** Null until they are wanted. */
  places: readonly Choice[] | null;
  children: ReactNode;
}) {
  const [text, setText] = useState('');
  const search = fold(useDeferredValue(text).trim());
  const fits = ({ label }: Choice) => fold(label).includes(search);
  const radio = ({ id, label }: Choice) => (
    <label key={id} className={styles.choice}>
      <input type="radio" name="group-by" value={id} checked={by === id} onChange={() => onBy(id)} />
      {label}
    </label>
  );
  const found = (places ?? []).filter(fits);
  return (
    <fieldset className={styles.choices}>
      <legend className="vx-visually-hidden">Group by</legend>
      {summary.length + (places?.length ?? 0) > 8 ? (
        <TextInput
          aria-label="Search"
          placeholder="Search"
          leftSection={<IconSearch size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      ) : null}
      <div className={styles.list}>
        {[{ id: 'type', label: 'Type', number: false }].filter(fits).map(radio)}
        {summary.some(fits) ? <h3>Summary</h3> : null}
        {summary.filter(fits).map(radio)}
        <h3>Params</h3>
        {found.slice(0, MOST_SHOWN).map(radio)}
        {found.length > MOST_SHOWN ? (
          <p className={styles.hint}>
            {(found.length - MOST_SHOWN).toLocaleString()} more: search to narrow them down.
          </p>
        ) : null}
        {children}
      </div>
    </fieldset>
  );
}
