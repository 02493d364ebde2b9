import { useEffect, useRef } from 'react';
import { hasMod } from '../ui/keys.ts';
import { isOtherPane, useInBeside } from '../ui/panes.tsx';
import type { EditStore } from './edit-store.ts';

/** Mod+S saves, Mod+Shift+S reviews first, Mod+Z and Mod+Shift+Z step through all edits. The JSON editor, a cell that is typed in and the message have their own undo. */
export function useEditorKeys(keys: {
  store: EditStore;
  closed: boolean;
  save: () => void;
  review: () => void;
}): void {
  const latest = useRef(keys);
  const inBeside = useInBeside();
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!hasMod(event) || event.altKey || isOtherPane(inBeside)) return;
      const { store, closed, save, review } = latest.current;
      const key = event.key.toLowerCase();
      if (key === 's') {
        event.preventDefault();
        if (closed) return;
        // A cell or chip takes what is typed when it is left.
        const active = document.activeElement;
        if (active instanceof HTMLElement && active.closest('form')) {
          active.blur();
          if (active.isConnected) active.focus();
        }
        if (event.shiftKey) review();
        else save();
        return;
      }
      if ((key !== 'z' && key !== 'y') || closed) return;
      const target = event.target instanceof Element ? event.target : null;
      const typing = target?.closest('input, textarea, [contenteditable]');
      const ours = target?.closest('[data-pointer], [role="grid"]');
      if (target?.closest('.cm-editor, [role="gridcell"] :is(input, textarea, select)') || (typing && !ours))
        return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) store.redo();
      else store.undo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [inBeside]);
}
