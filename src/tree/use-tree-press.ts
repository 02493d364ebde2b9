import { type KeyboardEvent, useRef } from 'react';
import { hasMod } from '../ui/keys.ts';
import type { RowWindow } from '../ui/use-window.ts';
import { clearMarks, type Marks, toggleMark } from './marks.ts';
import type { Row } from './row.ts';
import { type Intent, intentOf, typeAhead } from './tree-keys.ts';
import type { Hands } from './use-tree-acts.ts';

/** Letters that come this many milliseconds after one another are one name. */
const TYPING_MS = 700;

/** The keys of the tree. */
export function useTreePress(hands: Hands & { view: RowWindow; marks: Marks }) {
  const { tree, active, view, acts } = hands;
  const { rows } = tree;
  const typed = useRef({ text: '', at: 0 });
  return (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    const row = rows.at(active.index);
    const moveTo = (index: number) => move(hands, index);
    if (pressMark(event, row, hands)) return;
    const isPlain = !hasMod(event) && !event.altKey;
    const isLetter = isPlain && event.key.length === 1 && !/[?/]/.test(event.key);
    const now = Date.now();
    const begun = now - typed.current.at < TYPING_MS ? typed.current.text : '';
    // Within a name a space or a capital N is a letter of it.
    const intent =
      isPlain && !(isLetter && begun) ? intentOf(event, rows, active.index, view.fitting) : undefined;
    if (hasMod(event) && event.key === 'Enter') acts.enter(row, true);
    else if (!intent) {
      if (!isLetter) return;
      typed.current = { text: begun + event.key, at: now };
      const found = typeAhead(rows, active.index, typed.current.text);
      if (found === -1) acts.setMissed(typed.current.text);
      else moveTo(found);
    } else if (intent.kind === 'move') moveTo(intent.index);
    else if (row) act(intent.kind, row, hands);
    else return;
    event.preventDefault();
  };
}

function move(
  { tree, active, view, peek, prefetch, acts }: Hands & { view: RowWindow },
  index: number,
): void {
  acts.setMissed(null);
  peek.hover.end();
  active.setIndex(index);
  active.focus();
  view.reveal(index);
  const row = tree.rows.at(index);
  if (row?.kind === 'entity' && !row.open) prefetch.rest(row.entity);
  else prefetch.leave();
}

function act(kind: Exclude<Intent['kind'], 'move'>, row: Row, { acts, peek, active }: Hands): void {
  // The keyboard may have come here as to the neighbour of what is gone.
  active.setIndex(active.index);
  acts.setMissed(null);
  if (kind === 'open' || kind === 'close') acts.toggle(row);
  else if (kind === 'enter') acts.enter(row);
  else if (kind === 'peek') peek.toggle();
  else if (kind === 'rename') acts.rename(row);
  else if (kind === 'open-siblings') acts.openSiblings(row);
  else if (kind === 'menu') acts.openMenu(active.index);
  else acts.askFor(kind, row);
}

/** Keys that mark, and Escape: true when it was one. */
function pressMark(
  event: KeyboardEvent,
  row: Row | undefined,
  hands: Hands & { view: RowWindow; marks: Marks },
): boolean {
  const { tree, active, acts, peek, marks } = hands;
  const { workspaceId: w, rows } = tree;
  if (event.key === ' ' && (hasMod(event) || event.ctrlKey)) {
    if (row?.kind === 'entity') toggleMark(w, row.entity);
  } else if (event.shiftKey && /^Arrow(Up|Down)$/.test(event.key)) {
    const next = Math.min(rows.length - 1, Math.max(0, active.index + (event.key === 'ArrowUp' ? -1 : 1)));
    acts.markBetween(active.index, next);
    move(hands, next);
  } else if (hasMod(event) && event.key.toLowerCase() === 'a') acts.markAll(row);
  else if (event.key === 'Escape' && peek.on) peek.end();
  else if (event.key === 'Escape' && acts.missed !== null) acts.setMissed(null);
  else if (event.key === 'Escape' && marks.size > 0) clearMarks(w);
  else return false;
  event.preventDefault();
  return true;
}
