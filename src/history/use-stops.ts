import { type RefObject, useCallback, useEffect, useState } from 'react';
import { takesSingleKey } from '../ui/keys.ts';
import { isOtherPane, useInBeside } from '../ui/panes.tsx';
import { nextSection, type Stop } from './stops.ts';
import type { Rows } from './virtual-rows.tsx';

/** Which change is the current one, and how to go to the next: `n` and `p`, with Shift by section, from any place that takes no text while its pane is the one worked in. */
export function useStops(
  stops: readonly Stop[],
  rows: RefObject<Rows | null>,
  scroller: RefObject<HTMLElement | null>,
) {
  const [at, setAt] = useState<number | undefined>(undefined);
  const bounded = at === undefined || stops.length === 0 ? undefined : Math.min(at, stops.length - 1);
  const goTo = useCallback(
    (next: number | undefined) => {
      const stop = next === undefined ? undefined : stops[next];
      if (!stop) return;
      setAt(next);
      reveal(scroller.current, rows.current, stop);
    },
    [stops, rows, scroller],
  );
  const go = useCallback(
    (step: 1 | -1) => {
      if (bounded === undefined) goTo(step === 1 ? 0 : stops.length - 1);
      else goTo((bounded + step + stops.length) % stops.length);
    },
    [stops, bounded, goTo],
  );
  const inBeside = useInBeside();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!takesSingleKey(event) || isOtherPane(inBeside)) return;
      if (event.key === 'b') pressTakeBack(scroller.current);
      if (!/^[np]$/i.test(event.key)) return;
      event.preventDefault();
      const step = event.key.toLowerCase() === 'n' ? 1 : -1;
      if (event.key === 'n' || event.key === 'p') go(step);
      else goTo(nextSection(stops, bounded, step));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go, goTo, stops, bounded, scroller, inBeside]);
  return { at: bounded, go, goTo };
}

/** Takes back the change that next and previous stand at, where it can be. */
function pressTakeBack(scroller: HTMLElement | null): void {
  scroller?.querySelector<HTMLElement>('[data-current] [data-take-back]')?.click();
}

/** Brings a stop into view and focuses it; one that is not drawn yet is waited for, a few frames at most. */
function reveal(scroller: HTMLElement | null, rows: Rows | null, stop: Stop): void {
  let tries = 0;
  const look = () => {
    const element = scroller?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(stop.id)}"]`);
    if (element) {
      element.focus({ preventScroll: true });
      // Of what is higher than the window its head, which says where it is.
      const isTall = element.offsetHeight > (scroller?.clientHeight ?? 0) / 2;
      element.scrollIntoView({
        block: isTall ? 'start' : 'center',
        inline: 'nearest',
        behavior: 'instant',
      });
    } else if (tries++ < 12) {
      if (tries === 1) rows?.show(stop.within);
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}
