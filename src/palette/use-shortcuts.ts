import { useEffect } from 'react';
import { isPress, isSingleKey, isTyping, takesSingleKey } from '../ui/keys.ts';
import { readCommands } from './commands.ts';
import { openPalette } from './door.ts';
import { readReference } from './reference.ts';

/** The one place that hears the keys of commands: the newest command with the key runs, unless it says why not. */
export function useShortcuts(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const found = readCommands().findLast(
        ({ keys, local, run }) => keys !== undefined && !local && run && isPress(event, keys),
      );
      if (!found?.run || (isSingleKey(found.keys ?? '') && !takesSingleKey(event))) return;
      event.preventDefault();
      if (!found.reason) found.run();
    };
    // A link, an id or a path that is pasted where nothing is typed is where somebody wants to go.
    const paste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (event.defaultPrevented || isTyping(event) || text.length > 2000 || !readReference(text)) return;
      if (
        event.target instanceof Element &&
        event.target.closest('form,[role="grid"],[role="dialog"],dialog')
      )
        return;
      event.preventDefault();
      openPalette(text.trim());
    };
    window.addEventListener('keydown', press);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('paste', paste);
    };
  }, []);
}
