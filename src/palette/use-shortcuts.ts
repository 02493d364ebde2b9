import { useEffect } from 'react';
import { isPress, isSingleKey, takesSingleKey } from '../ui/keys.ts';
import { readCommands } from './commands.ts';

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
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
