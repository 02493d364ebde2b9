import { IconArrowDown, IconArrowUp, IconChevronRight, IconCopy, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, memo, type RefObject, useEffect, useMemo, useRef } from 'react';
import { isObject, type JsonValue } from '../../contract/json/value.ts';
import { type Path, rowName, toPointer } from '../params/path.ts';
import { hasMod, MOD } from '../ui/keys.ts';
import { CardBody } from './card-body.tsx';
import { cardWords, rowTitle } from './card-model.ts';
import styles from './cards.module.css';
import { MovedProvider, useFields, useReadPath } from './field-store.ts';
import type { FieldSpec } from './form-spec.ts';
import type { Column } from './grid-columns.ts';
import { shownText } from './show.tsx';
import type { CardActions, CardWish } from './use-cards.ts';

interface CardProps {
  id: number;
  index: number;
  count: number;
  /** Pixels from the top of the cards, where only those in view are drawn; these are measured. */
  top: number | undefined;
  measure: ((element: HTMLElement | null) => void) | undefined;
  /** The way to the list. */
  list: Path;
  spec: FieldSpec | undefined;
  columns: readonly Column[];
  row: JsonValue;
  /** Where the row was read; `undefined` where it was not there as it is. */
  place: number | undefined;
  isOpen: boolean;
  /** The one that Tab goes to. */
  isStop: boolean;
  isTroubled: boolean;
  wish: RefObject<CardWish | null>;
  actions: RefObject<CardActions>;
}

/** One row as a card: its head tells which row it is and is one stop of Tab; from there arrows lead to the other cards and to what can be done. */
export const Card = memo(function Card(props: CardProps) {
  const { index, top, list, row, place, isOpen, wish, actions } = props;
  const element = useRef<HTMLElement>(null);
  const { formId } = useFields();
  const readList = useReadPath(list);
  const listPointer = toPointer(list);
  const readPointer = readList && toPointer(readList);
  // biome-ignore lint/correctness/useExhaustiveDependencies: paths are made anew at each drawing; their pointers tell them apart
  const at = useMemo(() => [...list, index], [listPointer, index]);
  // The same wherever the list is put in the page, so that focus can follow it.
  const head = `${formId}card${encodeURIComponent(toPointer(at))}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const moved = useMemo(
    () => ({ at, from: readList && place !== undefined ? [...readList, place] : null }),
    [at, readPointer, place],
  );
  useEffect(() => {
    if (wish.current?.index !== index) return;
    const { part, key } = wish.current;
    wish.current = null;
    const field =
      part === 'field'
        ? fieldIn(element.current, key === undefined ? undefined : toPointer([...at, key]))
        : null;
    (field ?? document.getElementById(head))?.focus();
  });
  return (
    <section
      ref={(drawn) => {
        element.current = drawn;
        props.measure?.(drawn);
      }}
      className={styles.card}
      aria-labelledby={head}
      data-index={index}
      data-pointer={toPointer(at)}
      data-open={isOpen || undefined}
      data-fresh={moved.from === null || undefined}
      data-placed={top === undefined ? undefined : true}
      style={top === undefined ? undefined : { transform: `translateY(${top}px)` }}
      onFocus={() => {
        if (!props.isStop) actions.current.use(index);
      }}
    >
      <CardHead {...props} head={head} isFresh={moved.from === null} />
      {isOpen ? (
        <MovedProvider value={moved}>
          <CardBody at={at} index={index} spec={props.spec} columns={props.columns} row={row} />
        </MovedProvider>
      ) : null}
    </section>
  );
});

/** The control of a field by its pointer, or the first one of a card. */
function fieldIn(card: HTMLElement | null, pointer: string | undefined): HTMLElement | null | undefined {
  const field = pointer
    ? [...(card?.querySelectorAll<HTMLElement>('[data-pointer]') ?? [])].find(
        ({ dataset }) => dataset.pointer === pointer,
      )
    : card?.querySelector(`.${styles.body}`);
  return field?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"], input, select, textarea');
}

function CardHead(props: CardProps & { head: string; isFresh: boolean }) {
  const { index, count, spec, columns, row, isOpen, isFresh, isTroubled, actions } = props;
  const { readOnly } = useFields();
  const name = rowName(row);
  // An open card shows its fields; only one without a name is known by them all the same.
  const words =
    (isOpen && name !== undefined) || !isObject(row) ? '' : cardWords(columns, spec, index, row, name);
  const tools = [
    { name: 'Duplicate', icon: IconCopy, act: () => actions.current.duplicate(index) },
    { name: 'Move up', icon: IconArrowUp, hint: 'Alt+↑', act: () => actions.current.move(index, -1) },
    { name: 'Move down', icon: IconArrowDown, hint: 'Alt+↓', act: () => actions.current.move(index, 1) },
    { name: 'Remove', icon: IconTrash, hint: `${MOD}+Delete`, act: () => actions.current.remove(index) },
  ];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!moveInHead(event, index, count, readOnly, actions.current)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.head} role="toolbar" aria-label={rowTitle(spec, index)} onKeyDown={onKeyDown}>
      <button
        type="button"
        id={props.head}
        className={styles.title}
        aria-expanded={isOpen}
        data-trouble={isTroubled || undefined}
        tabIndex={props.isStop ? 0 : -1}
        onClick={() => actions.current.toggle(props.id)}
      >
        <IconChevronRight className={styles.chevron} size={14} aria-hidden="true" />
        <span className={styles.number}>{rowTitle(spec, index)}</span>{' '}
        {name === undefined ? null : <span className={styles.name}>{name}</span>}{' '}
        {words ? <span className={styles.words}>{words}</span> : null}{' '}
        {isObject(row) ? null : <span className={styles.words}>{shownText('json', row)}</span>}
        {isFresh ? (
          <span className={styles.fresh} title="New or changed, since rows came or went">
            new
          </span>
        ) : null}{' '}
        {isTroubled ? (
          <span className={styles.trouble}>
            <span aria-hidden="true">▲</span>
            <span className="vx-visually-hidden">has a problem</span>
          </span>
        ) : null}
      </button>
      {readOnly ? null : (
        <span className={styles.tools}>
          {tools.map(({ name: title, icon: Icon, hint, act }) => (
            <button
              key={title}
              type="button"
              className={styles.tool}
              aria-label={title}
              aria-describedby={props.head}
              title={hint ? `${title} (${hint})` : title}
              tabIndex={-1}
              onClick={act}
            >
              <Icon size={14} aria-hidden="true" />
            </button>
          ))}
        </span>
      )}
    </div>
  );
}

/** The keys of a card's head. Says whether it took the key. */
function moveInHead(
  event: KeyboardEvent<HTMLElement>,
  index: number,
  count: number,
  readOnly: boolean,
  actions: CardActions,
): boolean {
  const { key } = event;
  const up = key === 'ArrowUp';
  if (up || key === 'ArrowDown') {
    if (!event.altKey) actions.goTo(up ? index - 1 : index + 1);
    else if (!readOnly) actions.move(index, up ? -1 : 1);
    return true;
  }
  if (key === 'Home' || key === 'End') actions.goTo(key === 'Home' ? 0 : count - 1);
  else if (key === 'ArrowLeft' || key === 'ArrowRight') step(event, key === 'ArrowLeft' ? -1 : 1);
  else if ((key === 'Delete' || key === 'Backspace') && hasMod(event) && !readOnly) actions.remove(index);
  else return false;
  return true;
}

/** From the head to what can be done with the card, and between these. */
function step(event: KeyboardEvent<HTMLElement>, by: 1 | -1): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[Math.max(0, Math.min(buttons.length - 1, at + by))]?.focus();
}
