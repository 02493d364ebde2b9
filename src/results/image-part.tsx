import { useEffect, useMemo, useState } from 'react';
import { BoneRows } from '../ui/bone.tsx';
import { UndrawableError } from '../ui/undrawable.ts';
import { imageIn } from './image-bytes.ts';
import styles from './image-part.module.css';
import { LinkFailure } from './link-failure.tsx';
import type { PartProps, ResultContext } from './part.ts';
import { linkOf, linkParts, member } from './reading.ts';
import { useContent } from './use-content.ts';

/** An image result: a link, a `data:` URL, or the image itself. A drawing is shown as an image, in which a browser runs no script and loads nothing. */
export function Component({ value, context }: PartProps) {
  const inline = useMemo(() => imageIn(value), [value]);
  if (inline) return <Shown blob={inline} label={context.label} />;
  const link = linkOf(member(value, 'image') ?? value);
  if (!link || !linkParts(link)) throw new UndrawableError('The result holds no image and no link to one.');
  return <Linked link={link} context={context} />;
}

function Linked({ link, context }: { link: string; context: ResultContext }) {
  const content = useContent(link);
  if (content.state === 'failed')
    return <LinkFailure {...{ link, context }} error={content.error} what="The image" />;
  if (content.state === 'pending') return <BoneRows count={4} label="Loading the image" />;
  return <Shown blob={content.blob} label={context.label} />;
}

/** An image from its bytes. Of what kind it is decides what it starts with, not what somebody calls it. */
export function Shown({ blob, label }: { blob: Blob; label: string }) {
  const [url, setUrl] = useState<string | null>(null);
  const [problem, setProblem] = useState<Error | null>(null);
  if (problem) throw problem;
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    imageType(blob).then(
      (type) => {
        if (gone) return;
        made = URL.createObjectURL(new Blob([blob], { type }));
        setUrl(made);
      },
      (error: unknown) => !gone && setProblem(error instanceof Error ? error : new Error(String(error))),
    );
    return () => {
      gone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [blob]);
  if (url === null) return <BoneRows count={4} label="Loading the image" />;
  return (
    <img
      className={styles.image}
      src={url}
      alt={label}
      onError={() =>
        setProblem(
          new UndrawableError('The browser cannot show this image: it is damaged, or of an unknown kind.'),
        )
      }
    />
  );
}

const STARTS: [RegExp, string][] = [
  [/^\x89PNG/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^GIF8/, 'image/gif'],
  [/^RIFF....WEBP/s, 'image/webp'],
  [/^BM/, 'image/bmp'],
  [/^(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!--|!doctype svg)/i, 'image/svg+xml'],
];

async function imageType(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.slice(0, 256).arrayBuffer());
  const start = String.fromCharCode(...bytes);
  const found = STARTS.find(([pattern]) => pattern.test(start));
  if (!found)
    throw new UndrawableError(
      'This is not an image of a kind that is shown here: PNG, JPEG, GIF, WebP, BMP or SVG.',
    );
  return found[1];
}
