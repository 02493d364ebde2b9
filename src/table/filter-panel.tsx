import { Button, CloseButton, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useId, useMemo } from 'react';
import { isNumber, numberText } from '../../contract/json/value.ts';
import { columnLabel, FACTS, type Fact, readColumn, summaryKeys, valueIn } from '../columns/column.ts';
import { useParamPlaces } from '../columns/use-param-places.ts';
import { passFocus } from '../ui/pass-focus.ts';
import { useAtOnce } from '../ui/use-at-once.ts';
import { useTyped } from '../ui/use-typed.ts';
import {
  type ColumnKind,
  type Condition,
  conditionProblem,
  type FilterGroup,
  isGroup,
  OPERATORS,
  type Operator,
  operatorsOf,
} from './filter.ts';
import styles from './filter-panel.module.css';
import { kindOfColumn } from './statistics.ts';
import type { TableQuery } from './table-query.ts';
import { firstRows, type Table } from './use-table.ts';

const PAUSE_MS = 400;
/** Operators that compare with a whole value: one of the options, where the form has some. */
const WHOLE: ReadonlySet<Operator> = new Set(['is', 'isnt', 'eq', 'ne']);

interface Choice {
  id: string;
  label: string;
}
interface Around {
  choices: { title: string; columns: Choice[] }[];
  kindOf: (column: string) => ColumnKind;
  /** What the app's form offers in a column. */
  optionsOf: (column: string) => readonly Choice[];
}

/** Conditions by column, operator and value, all or any of which must hold; groups nest. */
export function FilterPanel({
  workspaceId,
  query,
  table,
  onChange,
}: {
  workspaceId: number;
  query: TableQuery;
  table: Table;
  onChange: (filter: FilterGroup) => Promise<void>;
}) {
  const [filter, change] = useAtOnce(query.filter, onChange);
  const { store, names, words, state } = table;
  const begun = state.read > 0;
  const rows = useMemo(() => (begun ? firstRows(store, 400) : []), [store, begun]);
  const { places } = useParamPlaces(workspaceId, rows, query.types);
  const around = useMemo<Around>(() => {
    const used = [...query.columns, ...columnsIn(filter)].filter((id) => id.startsWith('param:'));
    const params = new Map(places.map(({ pointer, path }) => [`param:${pointer}`, path.join(' › ')]));
    for (const id of used) {
      const column = readColumn(id);
      if (column && !params.has(id)) params.set(id, columnLabel(column));
    }
    return {
      choices: [
        { title: 'Facts', columns: (Object.keys(FACTS) as Fact[]).map((id) => ({ id, label: FACTS[id] })) },
        {
          title: 'Summary',
          columns: summaryKeys(rows).map((key) => {
            const column = readColumn(`summary:${key}`);
            return { id: `summary:${key}`, label: column ? columnLabel(column, rows) : key };
          }),
        },
        { title: 'Params', columns: [...params].map(([id, label]) => ({ id, label })) },
      ].filter(({ columns }) => columns.length > 0),
      kindOf: (id) => {
        const column = readColumn(id);
        const place = places.find(({ pointer }) => id === `param:${pointer}`);
        if (place && ['number', 'integer', 'entity', 'file'].includes(place.kind)) return 'number';
        if (place?.kind === 'boolean') return 'boolean';
        if (place?.kind === 'date') return 'date';
        return column ? kindOfColumn(rows.map((row) => valueIn(row, column, names))) : 'mixed';
      },
      optionsOf: (id) => {
        const column = readColumn(id);
        const choices = (column && words.choicesOf(column)) ?? [];
        return choices.flatMap(({ value, label }) => {
          if (typeof value === 'string') return { id: value, label };
          return isNumber(value) ? { id: numberText(value), label } : [];
        });
      },
    };
  }, [places, rows, names, words, query.columns, filter]);
  return (
    <section className={styles.panel} aria-label="Filter">
      <Group group={filter} around={around} depth={0} onChange={change} />
    </section>
  );
}

const columnsIn = (filter: FilterGroup): string[] =>
  filter.items.flatMap((item) => (isGroup(item) ? columnsIn(item) : [item.column]));

function Group({
  group,
  around,
  depth,
  onChange,
  onRemove,
}: {
  group: FilterGroup;
  around: Around;
  depth: number;
  onChange: (group: FilterGroup) => void;
  onRemove?: () => void;
}) {
  const replace = (index: number, item: Condition | FilterGroup | null) =>
    onChange({ ...group, items: group.items.flatMap((old, at) => (at === index ? (item ?? []) : old)) });
  const condition: Condition = { column: 'name', operator: 'has', value: '' };
  return (
    <fieldset ref={passFocus} className={styles.group} data-depth={depth}>
      <legend className="vx-visually-hidden">{depth === 0 ? 'Conditions' : 'Group of conditions'}</legend>
      <div className={styles.line}>
        <label className={styles.match}>
          Show what meets{' '}
          <select
            value={group.match}
            onChange={(event) => onChange({ ...group, match: event.currentTarget.value as 'all' | 'any' })}
          >
            <option value="all">all</option>
            <option value="any">any</option>
          </select>{' '}
          of these
        </label>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange({ ...group, items: [...group.items, condition] })}
        >
          Condition
        </Button>
        {depth < 3 ? (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={14} />}
            onClick={() =>
              onChange({ ...group, items: [...group.items, { match: 'any', items: [condition] }] })
            }
          >
            Group
          </Button>
        ) : null}
        {onRemove ? <CloseButton size="sm" aria-label="Remove this group" onClick={onRemove} /> : null}
      </div>
      {group.items.map((item, index) =>
        isGroup(item) ? (
          <Group
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions are alike and have no other name
            key={index}
            group={item}
            around={around}
            depth={depth + 1}
            onChange={(next) => replace(index, next)}
            onRemove={() => replace(index, null)}
          />
        ) : (
          <ConditionLine
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={index}
            condition={item}
            around={around}
            onChange={(next) => replace(index, next)}
          />
        ),
      )}
    </fieldset>
  );
}

function ConditionLine({
  condition,
  around: { choices, kindOf, optionsOf },
  onChange,
}: {
  condition: Condition;
  around: Around;
  onChange: (condition: Condition | null) => void;
}) {
  const { column, operator } = condition;
  const problemId = useId();
  const kind = kindOf(column);
  const offered = operatorsOf(kind);
  const operators = offered.includes(operator) ? offered : [operator, ...offered];
  const problem = conditionProblem(condition);
  const { takes } = OPERATORS[operator];
  const options = WHOLE.has(operator) ? optionsOf(column) : [];
  const choose = (next: string) => {
    const possible = operatorsOf(kindOf(next));
    onChange({
      ...condition,
      column: next,
      operator: possible.includes(operator) ? operator : (possible[0] as Operator),
    });
  };
  return (
    <div ref={passFocus} className={styles.line}>
      <select aria-label="Column" value={column} onChange={(event) => choose(event.currentTarget.value)}>
        {choices.every(({ columns }) => columns.every(({ id }) => id !== column)) ? (
          <option value={column}>{column}</option>
        ) : null}
        {choices.map(({ title, columns }) => (
          <optgroup key={title} label={title}>
            {columns.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <select
        aria-label="Operator"
        value={operator}
        onChange={(event) => onChange({ ...condition, operator: event.currentTarget.value as Operator })}
      >
        {operators.map((name) => (
          <option key={name} value={name}>
            {OPERATORS[name].label}
          </option>
        ))}
      </select>
      {takes && options.length > 0 ? (
        <select
          aria-label="Value"
          value={condition.value}
          onChange={(event) => onChange({ ...condition, value: event.currentTarget.value })}
        >
          {options.every(({ id }) => id !== condition.value) ? (
            <option value={condition.value}>{condition.value}</option>
          ) : null}
          {options.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      ) : takes ? (
        <ValueField
          value={condition.value}
          takes={takes}
          problemId={problem && condition.value !== '' ? problemId : undefined}
          onChange={(value) => onChange({ ...condition, value })}
        />
      ) : null}
      <CloseButton size="sm" aria-label="Remove this condition" onClick={() => onChange(null)} />
      {problem ? (
        <span id={problemId} className={condition.value === '' ? styles.hint : styles.problem}>
          {problem}
        </span>
      ) : null}
    </div>
  );
}

function ValueField({
  value,
  takes,
  problemId,
  onChange,
}: {
  value: string;
  takes: 'text' | 'number' | 'date';
  problemId: string | undefined;
  onChange: (value: string) => void;
}) {
  const { text, setText, tell } = useTyped(value, onChange, PAUSE_MS);
  return (
    <TextInput
      aria-label="Value"
      className={styles.value}
      inputMode={takes === 'number' ? 'decimal' : undefined}
      placeholder={takes === 'date' ? '2026-05-13' : undefined}
      aria-describedby={problemId}
      error={problemId !== undefined}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') tell();
      }}
    />
  );
}
