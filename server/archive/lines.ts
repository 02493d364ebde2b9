/** Why an archive is refused, in a sentence that begins with the line (counted from 1) where it is. */
export class ArchiveError extends Error {
  readonly line: number;

  constructor(line: number, problem: string) {
    super(`Line ${line}: ${problem}`);
    this.name = 'ArchiveError';
    this.line = line;
  }
}

export interface TextLine {
  /** Counted from 1. */
  number: number;
  text: string;
}

/** Longer lines could not be held as one string together with what is made of them. */
const longestLine = 128 * 1024 * 1024;

/** The lines of a UTF-8 stream, without their ends; lines of white space only are left out. Throws ArchiveError for bytes that are not UTF-8. */
export async function* readLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  let parts: Uint8Array[] = [];
  let length = 0;

  function take(): TextLine {
    number += 1;
    const bytes = parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
    parts = [];
    length = 0;
    try {
      return { number, text: decoder.decode(bytes) };
    } catch {
      throw new ArchiveError(number, 'this is not UTF-8 text. Save the archive as UTF-8 and try again.');
    }
  }

  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      if (end > start || parts.length === 0) parts.push(chunk.subarray(start, end));
      const line = take();
      if (line.text.trim() !== '') yield line;
      start = end + 1;
    }
    if (start < chunk.length) {
      parts.push(chunk.subarray(start));
      length += chunk.length - start;
      if (length > longestLine) {
        throw new ArchiveError(
          number + 1,
          'this line is longer than 128 MB, which is more than one entity can hold.',
        );
      }
    }
  }
  if (parts.length > 0) {
    const line = take();
    if (line.text.trim() !== '') yield line;
  }
}
