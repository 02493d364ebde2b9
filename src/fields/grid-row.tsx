import { type KeyboardEvent, memo, type RefObject, useEffect, useRef, useState } from 'react';
import { printJson } from '../../contract/json/printing.ts';
import { isContainer, isNumber, isObject, type JsonValue } from '../../contract/json/value.ts';
import { sameSpelling } from '../params/equal.ts';
import { toPointer } from '../params/path.ts';
import type { CellBlame, TableBlame } from './blame-slot.tsx';
import type { Pending } from './field-store.ts';
import { fits, misfitText } from './fits.ts';
import { choiceLabel } from './form-labels.ts';
import type { Choice, FieldSpec } from './form-spec.ts';
import styles from './grid.module.css';
import { notOffered, offeredIn } from './grid-cell.ts';
import { type Column, cellSpec } from './grid-columns.ts';
import { limitIssue } from './issues.ts';
import { Show, shownText } from './show.tsx';

export interface CellAddress {
  row: number;
  column: number;
}

export interface RowActions {
  /** `extend` selects from where the selection began. */
  pick(address: CellAddress, extend: boolean): void;
  open(address: CellAddress): void;
  /** The cell in use holds this text now; nothing is entered yet. */
  type(text: string): void;
  commit(text: string): void;
}

interface RowProps {
  index: number;
  /** Where it stands in the order on screen. */
  place: number;
  /** What the form says of the whole table. */
  table: FieldSpec | undefined;
  /** It was not there as it is, where rows came or went. */
  fresh: boolean;
  /** The selected columns, -1 when the row is not in the selection. */
  from: number;
  to: number;
  /** Pixels from the top of the rows, where only those in view are drawn. */
  top: number | undefined;
  row: JsonValue;
  baseRow: JsonValue | undefined;
  /** Whether `baseRow` is what this row was. */
  compare: boolean;
  columns: readonly Column[];
  activeColumn: number;
  editing: string | null;
  pending: ReadonlyMap<string, Pending> | undefined;
  /** Who set the cells, when that was asked for. */
  blame: TableBlame | undefined;
  pointer: string;
  takesFocus: RefObject<boolean>;
  actions: RowActions;
}

export const GridRow = memo(function GridRow(props: RowProps) {
  const { index, top, row, baseRow, compare, columns, activeColumn } = props;
  const style = top === undefined ? undefined : { transform: `translateY(${top}px)` };
  return (
    <div
      className={styles.row}
      role="row"
      aria-rowindex={props.place + 2}
      data-fresh={props.fresh || undefined}
      data-placed={top === undefined ? undefined : true}
      style={style}
    >
      <div
        className={styles.number}
        role="rowheader"
        title={props.fresh ? 'New or changed, since rows came or went' : undefined}
      >
        {props.table?.rowLabel ? <span className="vx-visually-hidden">{props.table.rowLabel} </span> : null}
        {index + 1}
      </div>
      {columns.map((column, at) => {
        const value = isObject(row) ? row.get(column.key) : undefined;
        const was = isObject(baseRow) ? baseRow.get(column.key) : undefined;
        const isNew = compare && was !== value && !sameSpelling(was, value);
        const trouble = props.pending?.get(`${props.pointer}${toPointer([index, column.key])}`);
        return (
          <Cell
            key={column.key}
            address={`${index}:${at}`}
            column={column}
            spec={cellSpec(props.table, index, column)}
            off={props.table?.rowStates?.[index]?.[column.key]?.visible === false}
            value={value}
            odd={at === 0 && !isObject(row) ? row : undefined}
            was={isNew ? { value: was } : undefined}
            setBy={isNew || props.fresh ? undefined : props.blame?.cellAt(index, column.key)}
            trouble={trouble}
            active={activeColumn === at}
            selected={at >= props.from && at <= props.to && props.from >= 0}
            editing={activeColumn === at ? props.editing : null}
            takesFocus={props.takesFocus}
            actions={props.actions}
          />
        );
      })}
    </div>
  );
});

interface CellProps {
  address: string;
  column: Column;
  spec: FieldSpec | undefined;
  /** The app hides it in this row. */
  off: boolean;
  value: JsonValue | undefined;
  /** What stands in the place of the row, where that is none. */
  odd: JsonValue | undefined;
  was: { value: JsonValue | undefined } | undefined;
  /** Which revision set it, when that was asked for. */
  setBy: CellBlame | undefined;
  trouble: Pending | undefined;
  active: boolean;
  selected: boolean;
  editing: string | null;
  takesFocus: RefObject<boolean>;
  actions: RowActions;
}

function Cell(props: CellProps) {
  const { address, column, spec, off, value, was, setBy, trouble, active, selected, editing } = props;
  const { takesFocus, actions } = props;
  const element = useRef<HTMLDivElement>(null);
  const [row, at] = address.split(':').map(Number) as [number, number];
  useEffect(() => {
    if (!active || editing !== null || !takesFocus.current || !element.current) return;
    takesFocus.current = false;
    element.current.focus({ preventScroll: false });
  });
  const label = column.kind === 'option' ? choiceLabel(spec, value) : undefined;
  const wrong = trouble && !trouble.quiet;
  const misfit = wrong
    ? trouble.problem
    : (misfitText(column.kind, value) ??
      limitIssue(spec, value) ??
      notOffered(column.kind, spec, value, label));
  const hints = [
    misfit,
    was ? `Was: ${shownText(column.kind, was.value)}` : undefined,
    setBy?.words,
    off ? 'The app hides this in this row' : undefined,
    props.odd === undefined ? undefined : 'No row with columns: it is edited in the JSON tab',
    label !== undefined && label !== value ? `Stored as ${shownText('json', value)}` : undefined,
  ].filter(Boolean);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it handles the keys of all cells
    <div
      ref={element}
      className={styles.cell}
      role="gridcell"
      aria-colindex={at + 2}
      aria-invalid={misfit !== undefined || undefined}
      aria-selected={active || selected}
      data-selected={selected || undefined}
      tabIndex={active ? 0 : -1}
      title={hints.length ? hints.join('\n') : undefined}
      data-kind={isNumber(value) && label === undefined && fits(column.kind, value) ? 'number' : undefined}
      data-changed={was ? true : undefined}
      data-misfit={misfit && !trouble ? true : undefined}
      data-off={off || undefined}
      data-missing={value === undefined ? true : undefined}
      data-opens={isContainer(value) ? true : undefined}
      onFocus={() => {
        // Focus that comes from elsewhere than the grid's own keys makes the cell the active one.
        if (!active && editing === null) actions.pick({ row, column: at }, false);
      }}
      onMouseDown={(event) => {
        // Selecting a range must not move the active cell, nor select text.
        if (event.shiftKey) event.preventDefault();
      }}
      onClick={(event) => {
        if (editing !== null) return;
        if (isContainer(value) && !event.shiftKey) actions.open({ row, column: at });
        else actions.pick({ row, column: at }, event.shiftKey);
      }}
      onDoubleClick={() => {
        if (editing === null) actions.open({ row, column: at });
      }}
    >
      {editing !== null ? (
        <CellInput
          text={editing}
          several={column.kind === 'textarea' || /[\r\n]/.test(editing)}
          actions={actions}
          label={`${column.label}, row ${row + 1}`}
          choices={column.kind === 'option' ? offeredIn(spec, label) : undefined}
        />
      ) : trouble ? (
        <span className={styles.content}>{trouble.text}</span>
      ) : props.odd !== undefined ? (
        <span className={styles.content}>{printJson(props.odd)}</span>
      ) : value === undefined ? null : (
        <>
          <span className={styles.content}>{label ?? <Show kind={column.kind} value={value} />}</span>
          {setBy ? (
            <span className={styles.setBy} aria-hidden="true">
              {setBy.number}
            </span>
          ) : null}
        </>
      )}
    </div>
  );
}

/** Options up to which a cell is edited by choosing, beyond by typing. */
const MOST_LISTED = 200;

function CellInput({
  text,
  several,
  actions,
  label,
  choices,
}: {
  text: string;
  several: boolean;
  actions: RowActions;
  label: string;
  choices: readonly Choice[] | undefined;
}) {
  const offered = choices?.length && choices.length <= MOST_LISTED ? choices : undefined;
  // The first key typed finds the option that begins so.
  const [typed, setTyped] = useState(() =>
    offered && !offered.some((choice) => choice.label === text)
      ? (offered.find((choice) => text !== '' && choice.label.toLowerCase().startsWith(text.toLowerCase()))
          ?.label ?? text)
      : text,
  );
  const left = useRef(false);
  const leave = () => {
    if (!left.current) actions.commit(latest.current);
    left.current = true;
  };
  const latest = useRef(typed);
  const type = (text: string) => {
    latest.current = text;
    setTyped(text);
    actions.type(text);
  };
  // The page may go from under it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it comes and goes only
  useEffect(() => {
    if (typed !== text) actions.type(typed);
    return leave;
  }, []);
  const common = {
    className: several ? styles.areaInput : styles.cellInput,
    'aria-label': label,
    value: typed,
    autoFocus: true,
    spellCheck: false,
    onKeyDown: (event: KeyboardEvent) => {
      // The grid acts on these keys: what it has kept or dropped must not be written again when the input goes.
      const newLine = event.key === 'Enter' && (event.shiftKey || event.altKey);
      if (['Escape', 'Enter', 'Tab'].includes(event.key) && !newLine) left.current = true;
    },
    onBlur: leave,
  };
  if (offered)
    return (
      <select {...common} onChange={(event) => type(event.currentTarget.value)}>
        {offered.some((choice) => choice.label === typed) || typed === '' ? null : (
          <option value={typed}>{typed} (not offered)</option>
        )}
        <option value="">empty</option>
        {offered.map((choice) => (
          <option key={choice.label} value={choice.label}>
            {choice.label}
          </option>
        ))}
      </select>
    );
  return several ? (
    <textarea {...common} onChange={(event) => type(event.currentTarget.value)} />
  ) : (
    <input {...common} type="text" autoComplete="off" onChange={(event) => type(event.currentTarget.value)} />
  );
}
