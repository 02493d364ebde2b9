import { JsonNumber, printJson } from '../../contract/json.ts';

/** Prints plain values, values that `readJson` made, and mixtures of them; numbers that `readJson` kept keep their spelling. */
export function jsonText(value: unknown): string {
  if (value instanceof JsonNumber) return value.text;
  if (value instanceof Map) return printJson(value);
  if (Array.isArray(value)) return `[${value.map((item) => jsonText(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => `${JSON.stringify(key)}:${jsonText(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
