/** Colours of the page that a plot takes where its app chose none. */
export interface PlotColors {
  text: string;
  line: string;
  font: string;
}

/** The layout in the page's colours and as wide as its place. What the app chose stays, but for a plot's paper, which would be a white block in the dark. */
export function themed(
  layout: Record<string, unknown>,
  { text, line, font }: PlotColors,
): Record<string, unknown> {
  const axis = { gridcolor: line, linecolor: line, zerolinecolor: line, automargin: true };
  const named = (pattern: RegExp) => Object.keys(layout).filter((key) => pattern.test(key));
  const made: Record<string, unknown> = {
    ...layout,
    autosize: true,
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { ...membersOf(layout.font), color: text, family: font, size: 12 },
    margin: { l: 56, r: 20, t: layout.title ? 44 : 20, b: 44, ...membersOf(layout.margin) },
    colorway: ['#4c78c8', '#d9822b', '#3f9c6a', '#b0549a', '#8a6fd1', '#5aa7b5', '#b3a23c', '#c4574f'],
    hoverlabel: { ...membersOf(layout.hoverlabel), namelength: -1 },
    scene: inSpace(layout.scene, line),
  };
  for (const key of new Set(['xaxis', 'yaxis', ...named(/^[xy]axis\d*$/)]))
    made[key] = { ...axis, ...membersOf(layout[key]) };
  for (const key of named(/^scene\d+$/)) made[key] = inSpace(layout[key], line);
  return made;
}

function inSpace(scene: unknown, line: string): Record<string, unknown> {
  const own = membersOf(scene);
  const axes = ['xaxis', 'yaxis', 'zaxis'].map((key) => [
    key,
    { gridcolor: line, zerolinecolor: line, showbackground: false, ...membersOf(own[key]) },
  ]);
  return { ...own, bgcolor: 'rgba(0,0,0,0)', ...Object.fromEntries(axes) };
}

/** Titles as members of their own, as they are since version 3 of the library; apps still write them as a text. */
export function withTitles(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 3) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'title' && typeof inner === 'string' ? { text: inner } : withTitles(inner, depth + 1),
    ]),
  );
}

/** A copy of an object; an empty one for anything else. */
export function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
