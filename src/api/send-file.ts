import { GATEWAY_HEADER, STORED_HEADER } from '../../contract/gateway.ts';
import { ApiError, refusal, senderHeaders } from './http.ts';
import { noteRequest } from './request-log.ts';

/** Fields of a form before the file, in their order, as a presigned store wants them. */
export interface FileForm {
  url: string;
  fields: Readonly<Record<string, unknown>>;
  file: File;
  /** From 0 to 1. */
  onProgress?: (part: number) => void;
  signal?: AbortSignal;
}

/**
 * Send a file to where an answer said that it goes. A request of the older kind: the newer one tells nothing about how much was sent. Throws {@link ApiError}; an
 * abort rejects with the signal's reason.
 */
export async function sendFile({ url, fields, file, onProgress, signal }: FileForm): Promise<void> {
  const target = new URL(url, location.origin);
  if (target.origin !== location.origin)
    throw new ApiError(`The file would go to ${target.host}, and the page sends nothing to other hosts.`, {
      kind: 'refused',
    });
  const headers = { 'X-VX': '1', ...(await senderHeaders()) };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  form.append('file', file, file.name);
  const path = target.pathname + target.search;
  signal?.throwIfAborted();
  const noted = noteRequest('POST', path);
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', path);
    for (const [name, value] of Object.entries(headers)) sending.setRequestHeader(name, value);
    sending.upload.onprogress = ({ loaded, total }) => total > 0 && onProgress?.(loaded / total);
    const abort = () => sending.abort();
    signal?.addEventListener('abort', abort, { once: true });
    sending.onloadend = () => {
      signal?.removeEventListener('abort', abort);
      const { status, responseText } = sending;
      noted.end({ status, size: responseText.length, aborted: signal?.aborted === true });
      if (signal?.aborted) reject(signal.reason);
      else if (status >= 200 && status < 300) resolve();
      else if (status === 0)
        reject(
          new ApiError('The connection broke while the file was sent. Try again.', { kind: 'unreachable' }),
        );
      // Where it went is a link of hundreds of letters.
      else {
        const headers = [GATEWAY_HEADER, STORED_HEADER].flatMap((name): [string, string][] => {
          const value = sending.getResponseHeader(name);
          return value === null ? [] : [[name, value]];
        });
        reject(refusal({ path: 'the upload' }, new Response(null, { status, headers }), responseText));
      }
    };
    sending.send(form);
  });
}
