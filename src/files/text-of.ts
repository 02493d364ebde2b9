/** Bytes of a file that are read as text. */
export const TEXT_READ = 5_000_000;

/**
 * The text of a file, up to 5 MB of it; `null` for one that is none. UTF-8 and UTF-16 with or without a mark, else the Latin that older instruments write; a stray NUL among text is shown as a
 * sign of its own.
 */
export async function textOf(file: Blob): Promise<string | null> {
  const bytes = new Uint8Array(await file.slice(0, TEXT_READ).arrayBuffer());
  const wide = wideEncoding(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  const start = bytes.subarray(0, 8000);
  const odd = start.reduce((count, byte) => count + (isControl(byte) ? 1 : 0), 0);
  if (odd > Math.max(1, start.length / 200)) return null;
  return decoded(bytes, file.size > bytes.length).replaceAll('\0', '␀');
}

/** Marks at the start; without one, text of Latin letters has a NUL in every second place. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 2000);
  if (start.length < 8 || start.length % 2 === 1) return null;
  const half = start.length / 2;
  const nuls = (offset: number) => start.filter((byte, at) => at % 2 === offset && byte === 0).length;
  if (nuls(1) > half * 0.7 && nuls(0) < half * 0.05) return 'utf-16le';
  return nuls(0) > half * 0.7 && nuls(1) < half * 0.05 ? 'utf-16be' : null;
}

/** What no text has, but for tabs, line ends, form feeds and the escapes of a terminal. */
const isControl = (byte: number): boolean => byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27;

function decoded(bytes: Uint8Array, isCut: boolean): string {
  try {
    // The end of a cut text may be half a character.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
