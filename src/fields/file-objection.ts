import { sizeWords } from '../ui/size-words.ts';

/** What is said of the files that are taken somewhere; sizes in bytes. */
export interface FileLimits {
  extensions?: readonly string[] | undefined;
  maxBytes?: number | undefined;
}

/** Why a file is not taken, as a sentence about `taker` (“the field”); `undefined` when it is. */
export function fileObjection(
  file: { name: string; size: number },
  limits: FileLimits | undefined,
  taker = 'the field',
): string | undefined {
  const ends = limits?.extensions ?? [];
  if (ends.length > 0 && !ends.some((end) => file.name.toLowerCase().endsWith(end.toLowerCase())))
    return `“${file.name}” is not taken here: ${taker} wants ${ends.join(', ')}.`;
  if (limits?.maxBytes !== undefined && file.size > limits.maxBytes)
    return `“${file.name}” has ${sizeWords(file.size)}; ${taker} takes up to ${sizeWords(limits.maxBytes)}.`;
  return undefined;
}
