import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { LargePart, partOf } from '../api/large-result.ts';
import { BusyButton } from '../ui/busy-button.tsx';
import { UndrawableError } from '../ui/undrawable.ts';
import { keepContent } from './keep-content.ts';
import { LinkFailure, OutsideLink } from './link-failure.tsx';
import type { PartProps } from './part.ts';
import { linkOf, linkParts, member, textOf } from './reading.ts';

/** A file to keep. Nothing is fetched before the click; a link that has expired by then says so. */
export function Component({ kind = '', value, context }: PartProps) {
  const link = linkOf(value);
  const parts = link === undefined ? undefined : linkParts(link);
  const name = textOf(member(value, 'filename', 'file_name', 'name'));
  const fetching = useMutation({
    mutationKey: ['download_result'],
    // What the app calls it comes first: stores have names of their own.
    mutationFn: (url: string) =>
      keepContent(
        (given) => name || given || nameInLink(url) || context.label,
        async () => url,
        async () => (await linkAnew(kind, context)) ?? url,
      ),
  });
  if (!link || !parts) throw new UndrawableError('The result holds no link to a file.');
  if (!parts.own) return <OutsideLink url={parts.url} host={parts.host} />;
  return (
    <>
      <BusyButton
        variant="default"
        leftSection={<IconDownload size={15} />}
        busy={fetching.isPending}
        onClick={() => fetching.mutate(link)}
      >
        {name ? `Download ${name}` : 'Download'}
      </BusyButton>
      {fetching.error ? <LinkFailure {...{ link, context }} error={fetching.error} what="The file" /> : null}
    </>
  );
}

async function linkAnew(kind: string, { renew }: PartProps['context']): Promise<string | undefined> {
  const part = partOf(await renew?.(), kind);
  return part === undefined || part instanceof LargePart ? undefined : linkOf(part);
}

/** What the link itself calls the file, when that looks like a name. */
function nameInLink(link: string | undefined): string | undefined {
  const last = link?.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1);
  return last !== undefined && /^[^%\\]{1,80}\.[A-Za-z0-9]{1,5}$/.test(last) ? last : undefined;
}
