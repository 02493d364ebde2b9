import { fold } from '../api/fold.ts';
import type { AboveRow, EntityRow, GroupRow, Row, Rows } from './row.ts';

/** What a key asks of a tree. */
export type Intent =
  | { kind: 'move'; index: number }
  | { kind: 'open' | 'close' | 'enter' | 'peek' | 'rename' | 'delete' | 'create' | 'menu' | 'open-siblings' };

interface KeyPress {
  key: string;
  shiftKey: boolean;
}

/** What a key means at a row: the tree pattern of the ARIA practices, with F2, Delete, Insert and the context menu. Undefined: not ours. */
export function intentOf(press: KeyPress, rows: Rows, at: number, fitting: number): Intent | undefined {
  const row = rows.at(at);
  const last = rows.length - 1;
  const move = (index: number): Intent => ({ kind: 'move', index: Math.min(last, Math.max(0, index)) });
  switch (press.key) {
    case 'ArrowDown':
      return move(skipEmpty(rows, at + 1, 1));
    case 'ArrowUp':
      return move(skipEmpty(rows, at - 1, -1));
    case 'Home':
      return move(0);
    case 'End':
      return move(skipEmpty(rows, last, -1));
    case 'PageDown':
      return move(skipEmpty(rows, Math.min(last, at + fitting - 1), -1));
    case 'PageUp':
      return move(skipEmpty(rows, Math.max(0, at - fitting + 1), -1));
    case 'ArrowRight':
      if (!row || !canOpen(row)) return move(at);
      if (!row.open) return { kind: 'open' };
      return rows.at(at + 1)?.kind === 'empty' ? move(at) : move(at + 1);
    case 'ArrowLeft':
      return row && canOpen(row) && row.open ? { kind: 'close' } : move(parentRow(rows, at));
    case 'Enter':
      return { kind: 'enter' };
    case ' ':
      return { kind: 'peek' };
    case 'F2':
      return { kind: 'rename' };
    case 'Delete':
      return { kind: 'delete' };
    case 'Insert':
      return { kind: 'create' };
    case '*':
      return { kind: 'open-siblings' };
    case 'ContextMenu':
      return { kind: 'menu' };
    case 'F10':
      return press.shiftKey ? { kind: 'menu' } : undefined;
    case 'N':
      return press.shiftKey ? { kind: 'create' } : undefined;
    default:
      return undefined;
  }
}

/** Whether a row can be opened and closed: a branch, or a group. */
export function canOpen(row: Row): row is EntityRow | AboveRow | GroupRow {
  return row.kind === 'group' || row.kind === 'above' || (row.kind === 'entity' && row.expandable);
}

/** "Empty" is said, not stood on. */
function skipEmpty(rows: Rows, index: number, step: 1 | -1): number {
  if (rows.at(index)?.kind !== 'empty') return index;
  return rows.at(index + step) ? index + step : index - step;
}

/** The row of what a row is in; the row itself at the top. */
export function parentRow(rows: Rows, at: number): number {
  const above = rows.above(at);
  return above === -1 ? at : above;
}

/** The next row, after `at` and around, whose name begins with what was typed; repeating one letter goes on to the next. -1: none. */
export function typeAhead(rows: Rows, at: number, typed: string): number {
  const letters = [...typed];
  const wanted = fold(letters.every((letter) => letter === letters[0]) ? (letters[0] ?? '') : typed);
  const from = letters.length > 1 && wanted.length > 1 ? at : at + 1;
  for (let step = 0; step < rows.length; step++) {
    const index = (from + step) % rows.length;
    const row: Row | undefined = rows.at(index);
    const name = row?.kind === 'entity' ? row.entity.name : row?.kind === 'group' ? row.group.label : '';
    if (fold(name).startsWith(wanted)) return index;
  }
  return -1;
}
