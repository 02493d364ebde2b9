let isPressed = false;
addEventListener('pointerdown', () => note(true), true);
for (const end of ['pointerup', 'pointercancel'] as const) addEventListener(end, () => note(false), true);

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
  const ends = ['pointerup', 'pointercancel'] as const;
  const once = () => {
    for (const end of ends) removeEventListener(end, once, true);
    act();
  };
  for (const end of ends) addEventListener(end, once, true);
}
