import { describe, expect, it } from 'vitest';
import type { Row, Rows } from './row.ts';
import { intentOf, parentRow, typeAhead } from './tree-keys.ts';

const row = (level: number, name: string, more: object = {}): Row => ({
  kind: 'entity',
  entity: { id: name.length, name, entity_type: 1, actions: null },
  parent: level === 1 ? null : 1,
  level,
  slot: 0,
  at: 0,
  of: 1,
  expandable: true,
  open: false,
  busy: false,
  ...more,
});
function rowsOf(list: Row[]): Rows {
  const above = (index: number) => {
    for (let at = index - 1; at >= 0; at--) if ((list[at]?.level ?? 0) < (list[index]?.level ?? 0)) return at;
    return -1;
  };
  const none = () => -1;
  return {
    length: list.length,
    at: (index) => list[index],
    indexOf: none,
    indexOfSlot: none,
    indexOfGroup: none,
    above,
  };
}
const rows = rowsOf([
  row(1, 'Alpha', { open: true }),
  row(2, 'Beta'),
  row(2, 'Übung', { expandable: false }),
  row(1, 'Bravo', { open: true }),
  { kind: 'empty', parent: 5, level: 2, slot: 0 },
  row(1, 'Last'),
]);
const press = (key: string, at: number, shiftKey = false) => intentOf({ key, shiftKey }, rows, at, 3);

describe('keys of the tree', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowUp', 0, 0],
    ['ArrowDown', 3, 5],
    ['ArrowUp', 5, 3],
    ['Home', 4, 0],
    ['End', 0, 5],
    ['PageDown', 0, 2],
    ['PageUp', 5, 3],
    ['ArrowRight', 0, 1],
    ['ArrowRight', 2, 2],
    ['ArrowRight', 3, 3],
    ['ArrowLeft', 2, 0],
  ])('%s at row %i moves to row %i', (key, at, index) => {
    expect(press(key, at)).toEqual({ kind: 'move', index });
  });

  it.each([
    ['ArrowRight', 1, 'open'],
    ['ArrowLeft', 0, 'close'],
    ['Enter', 0, 'enter'],
    [' ', 0, 'peek'],
    ['F2', 0, 'rename'],
    ['Delete', 0, 'delete'],
    ['Insert', 0, 'create'],
    ['*', 0, 'open-siblings'],
  ])('%s at row %i asks to %s', (key, at, kind) => {
    expect(press(key, at)).toEqual({ kind });
  });

  it('open the menu with Shift+F10 and leave F10 to the browser', () => {
    expect(press('F10', 0, true)).toEqual({ kind: 'menu' });
    expect(press('F10', 0)).toBeUndefined();
  });

  it('know the parent of a row', () => {
    expect(parentRow(rows, 2)).toBe(0);
    expect(parentRow(rows, 5)).toBe(5);
  });

  it('go on to the next name with the same letter, around the end', () => {
    expect(typeAhead(rows, 0, 'b')).toBe(1);
    expect(typeAhead(rows, 1, 'b')).toBe(3);
    expect(typeAhead(rows, 3, 'bb')).toBe(1);
    expect(typeAhead(rows, 0, 'ub')).toBe(2);
    expect(typeAhead(rows, 0, 'zz')).toBe(-1);
  });
});
