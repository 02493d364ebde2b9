import { useQuery } from '@tanstack/react-query';
import { lazy, Component as ReactComponent, type ReactNode, Suspense, useMemo } from 'react';
import { contentQueries } from '../api/content.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Empty, Failure, Notice } from '../ui/notice.tsx';
import { readCsv } from './csv.ts';
import styles from './files-page.module.css';
import { isGef } from './gef.ts';

const GefPlot = lazy(() => import('./gef-plot.tsx').then((module) => ({ default: module.GefPlot })));
const DataTable = lazy(() =>
  import('../results/data-table.tsx').then((module) => ({ default: module.DataTable })),
);
const Shown = lazy(() => import('../results/image-part.tsx').then((module) => ({ default: module.Shown })));
const Document = lazy(() =>
  import('../results/pdf-part.tsx').then((module) => ({ default: module.Document })),
);

const TEXT_SHOWN = 200_000;
const TABLE_READ = 5_000_000;
const IMAGE = /\.(?:png|jpe?g|gif|webp|bmp|svg)$/i;

/** What is in a file, for the kinds that are shown here. The link was asked for just now. */
export function FilePreview({ name, link }: { name: string; link: string }) {
  const content = useQuery(contentQueries.getContent(link));
  if (content.error)
    return (
      <Failure title="The file could not be read" error={content.error} onRetry={() => content.refetch()} />
    );
  if (!content.data) return <BoneRows count={8} label="Loading the file" />;
  return (
    <Boundary key={link}>
      <Suspense fallback={<BoneRows count={8} label="Loading the preview" />}>
        <Preview name={name} link={link} file={content.data} />
      </Suspense>
    </Boundary>
  );
}

function Preview({ name, link, file }: { name: string; link: string; file: File }) {
  if (file.size === 0) return <Empty>The file is empty.</Empty>;
  if (/\.pdf$/i.test(name)) return <Document link={link} context={{ label: name }} />;
  if (IMAGE.test(name)) return <Shown blob={file} label={name} />;
  return <TextPreview name={name} file={file} />;
}

function TextPreview({ name, file }: { name: string; file: File }) {
  const { data } = useQuery({
    queryKey: ['file text', name, file.size, file.lastModified],
    queryFn: () => textOf(file),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === undefined) return <BoneRows count={8} label="Reading the file" />;
  if (data.text === null)
    return <Empty>There is no preview of this kind of file. Download it to look at it.</Empty>;
  if (/\.gef$/i.test(name) || isGef(data.text)) return <Log text={data.text} />;
  if (/\.(?:csv|tsv)$/i.test(name)) return <Values text={data.text} name={name} />;
  return <Plain text={data.text} />;
}

/** A sounding as a log, and as it is written below it; a file that is none is only shown as it is written. */
function Log({ text }: { text: string }) {
  return (
    <>
      <Boundary>
        <GefPlot text={text} />
      </Boundary>
      <Plain text={text} />
    </>
  );
}

function Values({ text, name }: { text: string; name: string }) {
  const table = useMemo(() => readCsv(text), [text]);
  return <DataTable table={table} label={`Values of ${name}`} />;
}

function Plain({ text }: { text: string }) {
  const cut = text.length > TEXT_SHOWN;
  return (
    <>
      {cut ? (
        <Notice tone="plain">{`The first ${TEXT_SHOWN.toLocaleString()} characters of it.`}</Notice>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className={styles.text} tabIndex={0}>
        {cut ? text.slice(0, TEXT_SHOWN) : text}
      </pre>
    </>
  );
}

/** The text of a file, up to 5 MB of it; `null` for one that is none: UTF-8, else the Latin that older instruments write. */
async function textOf(file: File): Promise<{ text: string | null }> {
  const bytes = new Uint8Array(await file.slice(0, TABLE_READ).arrayBuffer());
  if (bytes.subarray(0, 8000).includes(0)) return { text: null };
  try {
    return { text: new TextDecoder('utf-8', { fatal: file.size <= TABLE_READ }).decode(bytes) };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes) };
  }
}

class Boundary extends ReactComponent<{ children: ReactNode }, { problem: unknown }> {
  override state: { problem: unknown } = { problem: null };
  static getDerivedStateFromError(problem: unknown) {
    return { problem };
  }
  override render() {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return <Notice tone="warn">{problem instanceof Error ? problem.message : String(problem)}</Notice>;
  }
}
