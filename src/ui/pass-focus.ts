const TAKES_FOCUS =
  'a[href],button:not(:disabled),input:not(:disabled),select:not(:disabled),textarea:not(:disabled),[tabindex="0"]';

/** What takes the focus in an element, itself first. */
function takersIn(element: Element): HTMLElement[] {
  const inside = [...element.querySelectorAll<HTMLElement>(TAKES_FOCUS)].filter(
    ({ tabIndex }) => tabIndex >= 0,
  );
  return element instanceof HTMLElement && element.matches(TAKES_FOCUS) ? [element, ...inside] : inside;
}

/**
 * As the `ref` of a part that can go away: goes it while the focus is in it, the focus comes to what stands beside it, in the part after it or the one before it,
 * else further up. In a part made like it that is the same button. Without this the keyboard would begin again at the top of the page.
 */
export function passFocus(part: HTMLElement | null): (() => void) | undefined {
  if (!part) return undefined;
  return () => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || !part.contains(focused)) return;
    const here = takersIn(part);
    const fromEnd = here.length - here.indexOf(focused);
    for (let at: Element | null = part; at && at !== document.body; at = at.parentElement)
      for (const beside of [at.nextElementSibling, at.previousElementSibling]) {
        const takers = beside ? takersIn(beside) : [];
        const taker = takers.at(-fromEnd) ?? takers.at(-1);
        if (taker) return taker.focus();
      }
  };
}
