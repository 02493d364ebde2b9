import type { ClipboardEvent, KeyboardEvent } from 'react';
import type { JsonValue } from '../../contract/json/value.ts';
import { hasMod } from '../ui/keys.ts';
import { clearCells } from './grid-acts.ts';
import { readTsv, writeCells } from './grid-clipboard.ts';
import { stepOf } from './grid-keys.ts';
import type { Tools } from './grid-tools.tsx';
import { countText } from './sizes.ts';
import type { Grid } from './use-grid.ts';
import type { usePaste } from './use-paste.ts';

/** What the keys and the clipboard do in a grid. */
export function gridEvents(grid: Grid, tools: Tools, pasting: ReturnType<typeof usePaste>) {
  const { readOnly, columns, rows, at, place, range, selected, selectedColumns, editing, column } = grid;
  const { anchor, setAnchor, setActive, setNote, go, startEditing, rowAt } = grid;
  const onEditKey = (event: KeyboardEvent) => {
    const text = (event.target as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value;
    if (event.key === 'Escape') {
      grid.takesFocus.current = true;
      grid.leaveAsItWas();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      grid.commit(text);
      go({ place: place + 1, column: at.column });
    } else if (event.key === 'Tab') {
      grid.commit(text);
      go({ place, column: at.column + (event.shiftKey ? -1 : 1) });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const { key } = event;
    if (editing !== null) return onEditKey(event);
    const moves = stepOf(event, { place, column: at.column }, { rows: rows.length, columns: columns.length });
    if (event.altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      if (!readOnly) tools.move(key === 'ArrowUp' ? -1 : 1);
    } else if (moves && !event.altKey) go(moves, event.shiftKey);
    else if (key === 'Enter' || key === 'F2') startEditing();
    else if (key === ' ' && column?.kind === 'boolean') startEditing();
    else if (key === 'Escape' && (anchor || pasting.offered)) {
      setAnchor(null);
      pasting.cancel();
    } else if (hasMod(event) && key.toLowerCase() === 'a') {
      setAnchor({ row: rowAt(0), column: 0 });
      setActive({ row: rowAt(rows.length - 1), column: columns.length - 1 });
    } else if (readOnly) return;
    else if (hasMod(event) && key.toLowerCase() === 'd') tools.fill();
    else if (key === 'Delete' || key === 'Backspace') {
      if (hasMod(event)) tools.remove();
      else clearCells(grid);
    } else if (key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) startEditing(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onPaste = (event: ClipboardEvent) => {
    if (editing !== null || readOnly) return;
    const text = event.clipboardData.getData('text/plain');
    if (text === '') return;
    event.preventDefault();
    if (grid.held() || grid.heldBySort()) return;
    pasting.paste(readTsv(text), { row: range.top, column: range.left });
  };
  const onCopy = (event: ClipboardEvent) => {
    if (editing !== null || window.getSelection()?.toString()) return;
    event.preventDefault();
    const rowsCopied = selected.map((index) => rows[index] as JsonValue);
    event.clipboardData.setData('text/plain', writeCells(selectedColumns, rowsCopied));
    if (selected.length * selectedColumns.length > 1)
      setNote(`Copied ${countText(selected.length * selectedColumns.length, 'cell')}.`);
  };
  return { onKeyDown, onPaste, onCopy };
}
