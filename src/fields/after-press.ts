/** What ends a press; a key does too, since a menu of the browser's may swallow the lifting. */
const ENDS = ['pointerup', 'pointercancel', 'keydown', 'contextmenu'] as const;

let isPressed = false;
addEventListener('pointerdown', () => note(true), true);
for (const end of ENDS) addEventListener(end, () => note(false), true);

function note(pressed: boolean): void {
  isPressed = pressed;
}

/**
 * Does what may move the page, at once or when the pointer that is down is lifted: a button that moves away under a press is not clicked. It is done before the
 * click is told, so that who clicks Save saves it.
 */
export function afterPress(act: () => void): void {
  if (!isPressed) {
    act();
    return;
  }
  const once = () => {
    for (const end of ENDS) removeEventListener(end, once, true);
    act();
  };
  for (const end of ENDS) addEventListener(end, once, true);
}
