/** The part of plotly.js 4 that is used here; the packages bring no types. */
interface Plotly {
  react(place: HTMLElement, data: readonly object[], layout: object, config: object): Promise<HTMLElement>;
  purge(place: HTMLElement): void;
  Plots: { resize(place: HTMLElement): void };
}

declare module 'plotly.js-cartesian-dist-min' {
  const plotly: Plotly;
  export = plotly;
}

declare module 'plotly.js-gl3d-dist-min' {
  const plotly: Plotly;
  export = plotly;
}
