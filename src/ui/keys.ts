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
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
