/** A form that can't be read; the sentence is for its sender. */
export class FormError extends Error {}

/** One part of a `multipart/form-data` body; its content comes in pieces, and must be read before the next part. */
export interface FormPart {
  name: string;
  /** Given for files only. */
  filename: string | null;
  content: AsyncIterable<Uint8Array>;
}

const longestHeaders = 16 * 1024;
const lineEnd = Buffer.from('\r\n');
const headersEnd = Buffer.from('\r\n\r\n');

/** Reads a form as it comes. Throws FormError for what is no form, or ends in the middle. */
export async function* readForm(request: Request): AsyncGenerator<FormPart> {
  const type = request.headers.get('Content-Type') ?? '';
  const boundary = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,100})"|([^\s;"]{1,100}))/i.exec(type);
  if (boundary === null || request.body === null) {
    throw new FormError('The body must be a form of type multipart/form-data with a field named file.');
  }
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`);
  const source = (request.body as unknown as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  // The first boundary has no line before it.
  let rest: Buffer = Buffer.from(lineEnd);

  async function more(): Promise<void> {
    // Its sender is gone, or its connection broke.
    const { value, done } = await source.next().catch(() => ({ value: undefined, done: true as const }));
    if (done || value === undefined) throw new FormError('The form ends in the middle.');
    rest = Buffer.concat([rest, value]);
  }
  /** What stands before the mark, in pieces; the mark itself is taken away. */
  async function* until(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const found = rest.indexOf(mark);
      if (found >= 0) {
        if (found > 0) yield rest.subarray(0, found);
        rest = rest.subarray(found + mark.length);
        return;
      }
      const sure = rest.length - mark.length + 1;
      if (sure > 0) {
        yield rest.subarray(0, sure);
        rest = rest.subarray(sure);
      }
      await more();
    }
  }
  async function drain(parts: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const _ of parts);
  }

  await drain(until(delimiter));
  for (;;) {
    while (rest.length < 2) await more();
    if (rest.subarray(0, 2).toString('latin1') === '--') return;
    while (rest.indexOf(headersEnd) < 0) {
      if (rest.length > longestHeaders) throw new FormError('A part of the form has headers without end.');
      await more();
    }
    const end = rest.indexOf(headersEnd);
    const headers = rest.subarray(0, end).toString('utf8');
    rest = rest.subarray(end + headersEnd.length);
    const content = until(delimiter);
    yield { ...named(headers), content };
    await drain(content);
  }
}

function named(headers: string): { name: string; filename: string | null } {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headers)?.[1] ?? '';
  const member = (key: string): string | null => {
    const found = new RegExp(`(?:^|[;\\s])${key}="((?:[^"\\\\]|\\\\.)*)"`, 'i').exec(disposition)?.[1];
    // Browsers write a quote or line end in a name as %22, %0D and %0A.
    return found?.replace(/%(22|0D|0A)/gi, (mark) => decodeURIComponent(mark)) ?? null;
  };
  const name = member('name');
  if (name === null) throw new FormError('A part of the form has no name.');
  return { name, filename: member('filename') };
}
