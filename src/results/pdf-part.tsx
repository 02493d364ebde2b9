import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { BoneRows } from '../ui/bone.tsx';
import { Notice } from '../ui/notice.tsx';
import { saveBlob } from '../ui/save-blob.ts';
import { UndrawableError } from '../ui/undrawable.ts';
import { identityOf } from './identity.ts';
import { KEPT } from './kept.ts';
import { LinkFailure } from './link-failure.tsx';
import type { PartProps, ResultContext } from './part.ts';
import { linkOf, linkParts } from './reading.ts';
import { useContent } from './use-content.ts';
import styles from './web-part.module.css';

/** A document in the browser's own viewer, and to keep. */
export function Component({ value, context }: PartProps) {
  const link = linkOf(value);
  if (!link || !linkParts(link)) throw new UndrawableError('The result holds no link to a document.');
  return <Document link={link} context={context} />;
}

/** The document behind a link. It is read once to tell a link that has expired, or leads to something else; the viewer reads it from the same place. Throws a sentence for what is no PDF. */
export function Document({
  link,
  context,
}: {
  link: string;
  context: Pick<ResultContext, 'label' | 'renew'>;
}) {
  const content = useContent(link);
  if (content.state === 'failed')
    return <LinkFailure {...{ link, context }} error={content.error} what="The document" />;
  if (content.state === 'pending') return <BoneRows count={6} label="Loading the document" />;
  return <Viewed {...{ link, context }} blob={content.blob} />;
}

function Viewed({ link, context, blob }: Parameters<typeof Document>[0] & { blob: Blob }) {
  const { data: isPdf } = useQuery({
    queryKey: ['large', identityOf(blob), 'is pdf'],
    queryFn: async () => (await blob.slice(0, 4).text()) === '%PDF',
    ...KEPT,
  });
  if (isPdf === undefined) return <BoneRows count={6} label="Loading the document" />;
  if (!isPdf) throw new UndrawableError('This is no PDF document, whatever it is called.');
  const path = new URL(link, window.location.origin).pathname;
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <div>
        <Button
          variant="default"
          leftSection={<IconDownload size={15} />}
          onClick={() =>
            saveBlob(blob, blob instanceof File && blob.name ? blob.name : `${context.label}.pdf`)
          }
        >
          Download PDF
        </Button>
      </div>
      {navigator.pdfViewerEnabled === false ? (
        <Notice tone="plain">This browser shows no PDF within a page. Download it to look at it.</Notice>
      ) : (
        <iframe
          className={styles.frame}
          title={context.label}
          src={`/frame/pdf?link=${encodeURIComponent(path)}`}
        />
      )}
    </div>
  );
}
