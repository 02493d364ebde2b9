import { useComputedColorScheme } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { BoneRows } from '../ui/bone.tsx';
import { Notice } from '../ui/notice.tsx';
import { KeyToggle, onLetter } from './key-toggle.tsx';
import type { PartProps } from './part.ts';
import { type Figure, readFigure } from './plotly-figure.ts';
import styles from './plotly-part.module.css';
import { themed } from './plotly-theme.ts';

const PlotValues = lazy(() =>
  import('./plotly-values-view.tsx').then((module) => ({ default: module.PlotValues })),
);

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  responsive: false,
  showTips: false,
  scrollZoom: false,
};

/** What of a figure is drawn. */
type Drawing = Pick<Figure, 'data' | 'layout' | 'engine' | 'height'>;

/** A plotly result. The library is read when the first plot is drawn. */
export function Component({ value, context }: PartProps) {
  const figure = useMemo(() => readFigure(value), [value]);
  const label = `Plot of ${context.label}`;
  return <Plot figure={figure} label={label} values={<PlotValues traces={figure.traces} label={label} />} />;
}

/** One figure, with its values as tables on a button or the key `V`; traces of a kind that is not drawn are named, and shown as values. */
export function Plot({
  figure,
  label,
  values: tables,
}: {
  figure: Omit<Figure, 'traces'>;
  label: string;
  values: ReactNode;
}) {
  const { missing, data, thinned } = figure;
  const [asked, setAsked] = useState(false);
  const toggle = () => setAsked((now) => !now);
  const values = asked || data.length === 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the button inside
    <div onKeyDown={onLetter('V', toggle)}>
      {missing.length > 0 ? (
        <Notice tone="warn">
          {`Not drawn here: traces of type ${missing.join(', ')}. Their values are in the tables${data.length > 0 ? ' (V)' : ' below'}.`}
        </Notice>
      ) : null}
      {thinned ? (
        <Notice tone="plain">
          {`${thinned.drawn.toLocaleString()} of ${thinned.total.toLocaleString()} points are drawn, the extremes among them. All of them are in the values (V).`}
        </Notice>
      ) : null}
      {data.length > 0 ? (
        <KeyToggle letter="V" pressed={values} onToggle={toggle}>
          {values ? 'Plot' : 'Values'}
        </KeyToggle>
      ) : null}
      {values ? (
        <Suspense fallback={<BoneRows count={6} label="Loading the values" />}>{tables}</Suspense>
      ) : (
        <Drawn figure={figure} label={label} />
      )}
    </div>
  );
}

/** The drawing alone. Another figure is drawn into the same place, so that what is on screen changes and does not blink. */
export function Drawn({ figure, label }: { figure: Drawing; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const [problem, setProblem] = useState<Error | null>(null);
  if (problem) throw problem;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page's colours are read anew when the scheme changes
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let gone = false;
    draw(element, figure, () => gone).catch(
      (error: unknown) => !gone && setProblem(error instanceof Error ? error : new Error(String(error))),
    );
    return () => {
      gone = true;
    };
  }, [figure, scheme]);
  useEffect(() => {
    const element = place.current;
    return element ? keepWidth(element, figure.engine) : undefined;
  }, [figure.engine]);
  const hint = figure.engine === 'space' ? 'Drag to turn, scroll to zoom' : 'Drag to zoom';
  return (
    <div
      key={figure.engine}
      ref={place}
      className={styles.plot}
      style={{ height: figure.height }}
      role="img"
      aria-label={`${label}: ${describe(figure)}. ${hint}, double click to see all.`}
    />
  );
}

const libraryOf = (engine: Drawing['engine']) =>
  engine === 'space' ? import('plotly.js-gl3d-dist-min') : import('plotly.js-cartesian-dist-min');

/** Draws, unless somebody else has begun to by the time the library is there. */
async function draw(
  element: HTMLDivElement,
  { data, layout, engine }: Drawing,
  isLate: () => boolean,
): Promise<void> {
  giveNonce('global');
  allowStyles();
  const plotly = await libraryOf(engine);
  if (isLate()) return;
  const { color, fontFamily, borderTopColor } = getComputedStyle(element);
  const colours = { text: color, line: borderTopColor, font: fontFamily };
  await plotly.react(element, data, themed(layout, colours), CONFIG);
}

/** Keeps what is drawn as wide as its place; what is given back ends it. */
function keepWidth(element: HTMLDivElement, engine: Drawing['engine']): () => void {
  const isDrawn = () => element.classList.contains('js-plotly-plot');
  const observer = new ResizeObserver(() => {
    if (isDrawn() && element.clientWidth > 0)
      void libraryOf(engine).then((plotly) => isDrawn() && plotly.Plots.resize(element));
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    if (isDrawn()) void libraryOf(engine).then((plotly) => plotly.purge(element));
  };
}

/** The library writes rules into style elements that it looks for by name; the content security policy wants the page's nonce on them. */
function giveNonce(name: string): void {
  const id = `plotly.js-style-${name}`;
  if (document.getElementById(id)) return;
  const style = document.createElement('style');
  style.id = id;
  style.nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
  document.head.append(style);
}

/**
 * The library writes styles of drawn elements as attributes, which the content security policy takes for markup of somebody else's; through the style object the same text is a
 * script's own doing.
 */
function allowStyles(): void {
  if (Object.hasOwn(SVGElement.prototype, 'setAttribute')) return;
  SVGElement.prototype.setAttribute = function setAttribute(name: string, value: string) {
    if (name === 'style') this.style.cssText = value;
    else Element.prototype.setAttribute.call(this, name, value);
  };
}

function describe({ data, layout }: Drawing): string {
  const title = layout.title;
  const words = typeof title === 'string' ? title : ((title as { text?: unknown } | undefined)?.text ?? '');
  const names = data.map(({ name, type }) => (typeof name === 'string' && name ? name : String(type)));
  return [typeof words === 'string' ? words.replace(/<[^>]*>/g, '') : '', names.slice(0, 6).join(', ')]
    .filter(Boolean)
    .join(': ');
}
