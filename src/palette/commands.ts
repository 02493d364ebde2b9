import { useEffect, useRef, useSyncExternalStore } from 'react';
import { activePane, type PaneName, subscribeActivePane, usePane } from '../ui/panes.tsx';

/** Something a page can do now. It is offered in the palette, listed on the sheet of shortcuts, and run by its key. */
export interface Command {
  /** Names the action for good, such as `entity.rename`: by it the palette remembers what is used. */
  id: string;
  /** A verb and what it acts on, in sentence case. */
  title: string;
  /** Where it belongs on the sheet: `Everywhere`, `Tree`, `Entity`, `Params`, `Revisions`… */
  area: string;
  /** `Mod+S`, `Shift+F10`, `F2` or a character such as `]`, with the key as the browser names it. */
  keys?: string;
  /** The part it belongs to hears its key itself, while it has the focus: here it is only told. */
  local?: boolean;
  /** What tells it from many alike: offered only to who types something of that. */
  alike?: string;
  /** Why it cannot be done now, as a sentence; null or absent: it can. */
  reason?: string | null | undefined;
  /** Absent: only a key to be told, such as how to walk in a list. */
  run?: () => void;
}

const registered = new Map<symbol, { pane: PaneName | null; commands: readonly Command[] }>();
const listeners = new Set<() => void>();
let all: readonly Command[] = [];

function changed(): void {
  all = [...registered.values()].flatMap(({ pane, commands }) =>
    pane === null || pane === activePane() ? commands : [],
  );
  for (const listener of listeners) listener();
}
subscribeActivePane(changed);

/** Every command there is now, in the order their parts appeared: those of the frame, and of the page of side by side that somebody works in. */
export function readCommands(): readonly Command[] {
  return all;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What {@link readCommands} gives, kept up to date. */
export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, readCommands);
}

const texts = new WeakMap<readonly Command[], string>();

/** What is told of commands as one text, made once per list. */
function told(commands: readonly Command[]): string {
  const text = texts.get(commands) ?? JSON.stringify(commands.map(({ run: _run, ...rest }) => rest));
  texts.set(commands, text);
  return text;
}

/**
 * Offer these commands while the calling part is on screen and, where two pages are side by side, while somebody works in its page: `owner` where the part
 * stands in the frame and speaks for one of them. They may be made anew at each drawing; the newest `run` is the one that runs.
 */
export function useCommands(commands: readonly Command[], owner?: PaneName): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const text = told(commands);
  const inside = usePane();
  const pane = owner ?? inside;
  useEffect(() => {
    const key = Symbol(text);
    registered.set(key, {
      pane,
      commands: latest.current.map((command, index) =>
        command.run ? { ...command, run: () => latest.current[index]?.run?.() } : command,
      ),
    });
    changed();
    return () => {
      registered.delete(key);
      changed();
    };
  }, [text, pane]);
}
