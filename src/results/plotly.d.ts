/** The part of plotly.js 4 that is used here; the package brings no types. */
declare module 'plotly.js-basic-dist-min' {
  export function react(
    place: HTMLElement,
    data: readonly object[],
    layout: object,
    config: object,
  ): Promise<HTMLElement>;
  export function purge(place: HTMLElement): void;
  export const Plots: { resize(place: HTMLElement): void };
}
