import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Notice } from '../ui/notice.tsx';
import type { PartProps } from './part.ts';
import { type Figure, readFigure, themed } from './plotly-figure.ts';
import styles from './plotly-part.module.css';

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  responsive: false,
  showTips: false,
  scrollZoom: false,
};

/** A plotly result. The library is read when the first plot is drawn. */
export function Component({ value, context }: PartProps) {
  const figure = useMemo(() => readFigure(value), [value]);
  return <Plot figure={figure} label={`Plot of ${context.label}`} />;
}

/** One figure; traces of a kind that is not drawn are named. */
export function Plot({ figure, label }: { figure: Figure; label: string }) {
  const { missing, data } = figure;
  return (
    <div>
      {missing.length > 0 ? (
        <Notice tone="warn">
          {`Not drawn here: ${missing.join(', ')}. ${data.length > 0 ? 'The rest of the plot is below; the' : 'The'} raw result holds all of it.`}
        </Notice>
      ) : null}
      {data.length > 0 ? <Drawn figure={figure} label={label} /> : null}
    </div>
  );
}

function Drawn({ figure, label }: { figure: Figure; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const [problem, setProblem] = useState<Error | null>(null);
  if (problem) throw problem;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page's colours are read anew when the scheme changes
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let gone = false;
    let stop = () => {};
    draw(element, figure).then(
      (end) => {
        if (gone) end();
        else stop = end;
      },
      (error: unknown) => !gone && setProblem(error instanceof Error ? error : new Error(String(error))),
    );
    return () => {
      gone = true;
      stop();
    };
  }, [figure, scheme]);
  return (
    <div
      ref={place}
      className={styles.plot}
      role="img"
      aria-label={`${label}: ${describe(figure)}. Drag to zoom, double click to see all.`}
    />
  );
}

/** Draws and keeps the width of its place; what is given back ends it. */
async function draw(element: HTMLDivElement, { data, layout }: Figure): Promise<() => void> {
  giveNonce('global');
  const plotly = await import('plotly.js-basic-dist-min');
  const { color, fontFamily } = getComputedStyle(element);
  const line = getComputedStyle(element).borderTopColor;
  await plotly.react(element, data, themed(layout, { text: color, line, font: fontFamily }), CONFIG);
  const observer = new ResizeObserver(() => element.clientWidth > 0 && plotly.Plots.resize(element));
  observer.observe(element);
  return () => {
    observer.disconnect();
    plotly.purge(element);
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

function describe({ data, layout }: Figure): string {
  const title = layout.title;
  const words = typeof title === 'string' ? title : ((title as { text?: unknown } | undefined)?.text ?? '');
  const names = data.map(({ name, type }) => (typeof name === 'string' && name ? name : String(type)));
  return [typeof words === 'string' ? words.replace(/<[^>]*>/g, '') : '', names.slice(0, 6).join(', ')]
    .filter(Boolean)
    .join(': ');
}
