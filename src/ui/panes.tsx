import { createContext, type ReactNode, useContext } from 'react';

/** The pages of side by side; without a second one all is `first`. */
export type PaneName = 'first' | 'beside';

const Inside = createContext<PaneName | null>(null);

/** Says to what is in it which page of side by side it belongs to. */
export function Pane({ name, children }: { name: PaneName; children: ReactNode }) {
  return <Inside value={name}>{children}</Inside>;
}

/** The page that the calling part belongs to; null for the frame around pages. */
export const usePane = () => useContext(Inside);

export const useInBeside = () => usePane() === 'beside';

let active: PaneName = 'first';
const listeners = new Set<() => void>();

function setActive(name: PaneName): void {
  if (name === active) return;
  active = name;
  for (const listener of listeners) listener();
}

/** The page that was last clicked or focused: keys are meant for it, also when nothing has the focus. */
export const activePane = () => active;

export function subscribeActivePane(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Follows which page somebody works in, by the nearest `data-pane` around what is clicked or focused; dialogs and the bar above change nothing. Returns how to
 * stop, after which it is the first again.
 */
export function followPanes(): () => void {
  const look = ({ target }: Event) => {
    const pane = target instanceof Element ? target.closest<HTMLElement>('[data-pane]')?.dataset.pane : null;
    if (pane === 'first' || pane === 'beside') setActive(pane);
  };
  document.addEventListener('focusin', look);
  document.addEventListener('pointerdown', look, true);
  return () => {
    document.removeEventListener('focusin', look);
    document.removeEventListener('pointerdown', look, true);
    setActive('first');
  };
}

/** Whether a key that is pressed now is meant for the other page of side by side. */
export const isOtherPane = (inBeside: boolean) => inBeside !== (active === 'beside');

/** The title of the window; the second page of side by side leaves it to the first. */
export function PageTitle({ children }: { children: string }) {
  return useInBeside() ? null : <title>{children}</title>;
}
