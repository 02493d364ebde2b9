import { fromPlain } from '../../contract/json/plain.ts';
import { printJson } from '../../contract/json/printing.ts';

/** Prints plain values, values that `readJson` made, and mixtures; numbers that `readJson` kept keep their spelling. */
export function jsonText(value: unknown): string {
  return printJson(fromPlain(value ?? null));
}

/** Prints an object whose members are JSON texts already; members that are undefined are left out. */
export function objectText(members: Record<string, string | undefined>): string {
  const printed = Object.entries(members)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, text]) => `${JSON.stringify(key)}:${text}`);
  return `{${printed.join(',')}}`;
}

export function listText(items: string[]): string {
  return `[${items.join(',')}]`;
}

/** Prints a time as it was given; the empty text that the tables hold where none was given is null. */
export function timeText(time: string): string {
  return time === '' ? 'null' : JSON.stringify(time);
}
