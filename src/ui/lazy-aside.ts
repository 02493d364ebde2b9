import { type ComponentType, lazy } from 'react';

/** A part read when it is first drawn, which the page can do without: where it cannot be read nothing stands in its place. */
export function lazyAside<P extends object>(load: () => Promise<ComponentType<P>>) {
  return lazy(async (): Promise<{ default: ComponentType<P> }> => {
    try {
      return { default: await load() };
    } catch {
      return { default: () => null }; // the page around it works on
    }
  });
}
