import { browserStorage } from '../storage.ts';

const APPLE = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** How the modifier is written on this machine's keyboard. */
export const MOD = APPLE ? '⌘' : 'Ctrl';

/** Whether the platform's modifier (⌘ or Ctrl) is held. */
export function hasMod(event: { metaKey: boolean; ctrlKey: boolean }): boolean {
  return APPLE ? event.metaKey : event.ctrlKey;
}

/** Whether a key press belongs to something that takes text, so that single-key shortcuts keep out. */
export function isTyping(event: { target: EventTarget | null }): boolean {
  const target = event.target;
  if (target instanceof HTMLInputElement) return !/^(radio|checkbox|button|submit)$/.test(target.type);
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

const SWITCH = 'vx-single-keys';
const listeners = new Set<() => void>();

/** Whether single keys may act without a modifier (WCAG 2.1.4: who speaks to the computer can switch them off). Kept in this browser. */
export function singleKeysOn(): boolean {
  return browserStorage.get(SWITCH) !== 'off';
}

export function setSingleKeys(on: boolean): void {
  if (on) browserStorage.remove(SWITCH);
  else browserStorage.set(SWITCH, 'off');
  for (const listener of listeners) listener();
}

export function subscribeSingleKeys(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Parts that keep every key. */
const KEEPERS = '[role="grid"],dialog,[role="dialog"]';

/** Whether a key without modifier, pressed here, may act on the page: not in a field, a tree, a menu or a dialog, and not when switched off. */
export function takesSingleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey)
    return false;
  // In a tree letters look for a name; no name begins with these two.
  const inside = /^[?/]$/.test(event.key)
    ? KEEPERS
    : `${KEEPERS},[role="tree"],[role="menu"],[role="listbox"]`;
  return singleKeysOn() && !(event.target instanceof Element && event.target.closest(inside));
}

interface Combination {
  mod: boolean;
  alt: boolean;
  shift: boolean;
  key: string;
}

/** Reads `Mod+Shift+E`, `F2` or `]`: the modifiers, then the key as the browser names it. */
function readKeys(keys: string): Combination {
  const parts = keys === '+' ? ['+'] : keys.split('+');
  const key = parts.at(-1) ?? '';
  return { mod: parts.includes('Mod'), alt: parts.includes('Alt'), shift: parts.includes('Shift'), key };
}

/** Whether this press is the combination that `keys` spells. A character says itself whether Shift was held; with a modifier it is the letter of its key. */
export function isPress(event: KeyboardEvent, keys: string): boolean {
  const { mod, alt, shift, key } = readKeys(keys);
  const isPlain = key.length === 1 && !mod && !alt;
  if (hasMod(event) !== mod || event.altKey !== alt) return false;
  if (isPlain) return event.key === key;
  if (event.shiftKey !== shift) return false;
  // With Option a Mac types another character, T is †: the place of the key is the best that is known of its letter.
  const isOther = alt && APPLE && !/^[a-z]$/i.test(event.key);
  return isOther ? event.code === `Key${key}` : event.key.toLowerCase() === key.toLowerCase();
}

/** Whether `keys` is a character alone, which must be possible to switch off. */
export function isSingleKey(keys: string): boolean {
  const { mod, alt, key } = readKeys(keys);
  return !mod && !alt && key.length === 1;
}

/** As written on this machine's keyboard, each key by itself: `Mod+K` is `⌘` and `K`, or `Ctrl` and `K`. */
export function spellKeys(keys: string): string[] {
  const { mod, alt, shift, key } = readKeys(keys);
  const names: Record<string, string> = {
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
    ' ': 'Space',
  };
  return [
    ...(mod ? [MOD] : []),
    ...(alt ? [APPLE ? '⌥' : 'Alt'] : []),
    ...(shift ? ['Shift'] : []),
    names[key] ?? key,
  ];
}
