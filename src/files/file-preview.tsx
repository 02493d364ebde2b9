import { useQuery } from '@tanstack/react-query';
import { lazy, Component as ReactComponent, type ReactNode, Suspense, useMemo } from 'react';
import { contentQueries } from '../api/content.ts';
import { BoneRows } from '../ui/bone.tsx';
import { Empty, Failure, Notice } from '../ui/notice.tsx';
import { PlainText } from '../ui/plain-text.tsx';
import { readCsv } from './csv.ts';
import { isGef } from './gef.ts';
import { TEXT_READ, textOf } from './text-of.ts';

const GefPlot = lazy(() => import('./gef-plot.tsx').then((module) => ({ default: module.GefPlot })));
const DataTable = lazy(() =>
  import('../results/data-table.tsx').then((module) => ({ default: module.DataTable })),
);
const Shown = lazy(() => import('../results/image-part.tsx').then((module) => ({ default: module.Shown })));
const Document = lazy(() =>
  import('../results/pdf-part.tsx').then((module) => ({ default: module.Document })),
);

const TEXT_SHOWN = 200_000;
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
  const asText = <TextPreview name={name} file={file} />;
  if (/\.pdf$/i.test(name))
    return (
      <Boundary otherwise={asText}>
        <Document link={link} context={{ label: name }} />
      </Boundary>
    );
  if (IMAGE.test(name))
    return (
      <Boundary otherwise={asText}>
        <Shown blob={file} label={name} />
      </Boundary>
    );
  return asText;
}

function TextPreview({ name, file }: { name: string; file: File }) {
  const { data } = useQuery({
    queryKey: ['file text', name, file.size, file.lastModified],
    queryFn: async () => ({ text: await textOf(file) }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === undefined) return <BoneRows count={8} label="Reading the file" />;
  const { text } = data;
  if (text === null)
    return <Empty>There is no preview of this kind of file. Download it to look at it.</Empty>;
  const isCut = file.size > TEXT_READ;
  if (/\.gef$/i.test(name) || isGef(text)) return <Log text={text} isCut={isCut} />;
  if (/\.(?:csv|tsv)$/i.test(name)) return <Values text={text} name={name} isCut={isCut} />;
  return <Plain text={text} isCut={isCut} />;
}

/** A sounding as a log, and as it is written below it; a file that is none is only shown as it is written. */
function Log({ text, isCut }: { text: string; isCut: boolean }) {
  return (
    <>
      <Boundary>
        <GefPlot text={text} />
      </Boundary>
      <Plain text={text} isCut={isCut} />
    </>
  );
}

function Values({ text, name, isCut }: { text: string; name: string; isCut: boolean }) {
  const table = useMemo(() => readCsv(text), [text]);
  return (
    <>
      {isCut || table.cut ? (
        <Notice tone="plain">{`The first ${table.rows.length.toLocaleString()} rows of it.`}</Notice>
      ) : null}
      {table.columnsLeft > 0 ? (
        <Notice tone="plain">{`${table.columnsLeft.toLocaleString()} more columns are in the file.`}</Notice>
      ) : null}
      <DataTable table={table} label={`Values of ${name}`} />
    </>
  );
}

function Plain({ text, isCut }: { text: string; isCut: boolean }) {
  const cut = isCut || text.length > TEXT_SHOWN;
  const shown = text.slice(0, TEXT_SHOWN);
  return (
    <>
      {cut ? (
        <Notice tone="plain">{`The first ${shown.length.toLocaleString()} characters of it.`}</Notice>
      ) : null}
      <PlainText text={shown} />
    </>
  );
}

/** What cannot be drawn says why, and is shown `otherwise` where there is another way. */
class Boundary extends ReactComponent<{ children: ReactNode; otherwise?: ReactNode }, { problem: unknown }> {
  override state: { problem: unknown } = { problem: null };
  static getDerivedStateFromError(problem: unknown) {
    return { problem };
  }
  override render() {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return (
      <>
        <Notice tone="warn">{problem instanceof Error ? problem.message : String(problem)}</Notice>
        {this.props.otherwise}
      </>
    );
  }
}
