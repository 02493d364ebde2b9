import { Button } from '@mantine/core';
import { ApiError } from '../api/http.ts';
import { Notice } from '../ui/notice.tsx';
import type { ResultContext } from './part.ts';
import { linkParts } from './reading.ts';

/** A link of a result that leads nowhere any more, or to where this page does not go by itself. */
export function LinkFailure({
  link,
  error,
  what,
  context: { renew },
}: {
  link: string;
  error: unknown;
  what: string;
  context: Pick<ResultContext, 'renew'>;
}) {
  const parts = linkParts(link);
  if (parts && !parts.own)
    return (
      <Notice tone="plain" action={<OutsideLink url={parts.url} host={parts.host} />}>
        {`${what} is kept at ${parts.host}. This page loads nothing from other hosts.`}
      </Notice>
    );
  const expired =
    error instanceof ApiError && error.gateway !== 'refused' && [401, 403, 404, 410].includes(error.status);
  return (
    <Notice
      tone="bad"
      title={expired ? 'The link to it has expired' : `${what} could not be read`}
      action={
        renew ? (
          <Button variant="default" onClick={() => void renew()}>
            Ask for the result again
          </Button>
        ) : undefined
      }
    >
      {expired
        ? 'Links in results live for a few minutes. The server gives new ones as long as it keeps the result.'
        : error instanceof Error
          ? error.message
          : String(error)}
    </Notice>
  );
}

/** A link that leaves the explorer, on a click only, and says where it goes. */
export function OutsideLink({ url, host }: { url: string; host: string }) {
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {`Open at ${host}`}
    </a>
  );
}
