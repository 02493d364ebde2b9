import { useEffect, useRef, useState } from 'react';
import { BoneRows } from '../ui/bone.tsx';
import { Notice } from '../ui/notice.tsx';
import { UndrawableError } from '../ui/undrawable.ts';
import { LinkFailure, OutsideLink } from './link-failure.tsx';
import type { PartProps, ResultContext } from './part.ts';
import { linkOf, linkParts, member, textOf } from './reading.ts';
import { useContent } from './use-content.ts';
import styles from './web-part.module.css';

/** Web content: a document that the app wrote runs in a frame cut off from everything; a site elsewhere is a link. */
export function Component({ value, context }: PartProps) {
  const html = textOf(member(value, 'html', 'content')) || inlineHtml(textOf(value));
  if (html) return <Framed html={html} label={context.label} />;
  const link = linkOf(value);
  const parts = link === undefined ? undefined : linkParts(link);
  if (!link || !parts) throw new UndrawableError('The result holds no web content and no link to any.');
  if (!parts.own)
    return (
      <Notice tone="plain" action={<OutsideLink url={parts.url} host={parts.host} />}>
        {`This content is a page of ${parts.host}. It is opened in a tab of its own, on a click.`}
      </Notice>
    );
  return <Linked link={link} context={context} />;
}

const inlineHtml = (text: string): string => (/^\s*</.test(text) ? text : '');

function Linked({ link, context }: { link: string; context: ResultContext }) {
  const content = useContent(link);
  const [html, setHtml] = useState<string | null>(null);
  const blob = content.state === 'ready' ? content.blob : null;
  useEffect(() => {
    let gone = false;
    blob?.text().then((text) => !gone && setHtml(text));
    return () => {
      gone = true;
    };
  }, [blob]);
  if (content.state === 'failed')
    return <LinkFailure {...{ link, context }} error={content.error} what="The content" />;
  return html === null ? (
    <BoneRows count={4} label="Loading the content" />
  ) : (
    <Framed html={html} label={context.label} />
  );
}

/** The frame has an origin of its own and a policy that lets it load and send nothing; the document is handed to it once it is there. */
function Framed({ html, label }: { html: string; label: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  return (
    <div>
      <iframe
        ref={frame}
        key={html}
        className={styles.frame}
        title={label}
        src="/frame/web"
        sandbox="allow-scripts"
        referrerPolicy="no-referrer"
        // Its origin is opaque, so no other name for it would be right; it can only be the shell that this server sends.
        onLoad={() => frame.current?.contentWindow?.postMessage(html, '*')}
      />
      <p className={styles.note}>
        Runs on its own: it can load nothing from the network and see nothing of this page.
      </p>
    </div>
  );
}
