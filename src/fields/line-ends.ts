/**
 * What a text area hands out, with the line ends that the text had: the area turns all of them into LF, so what was not touched is taken from `before`,
 * and what is new ends its lines as `before` does, or as `stored` does where `before` has no line end left.
 */
export function withLineEnds(typed: string, before: string, stored = before): string {
  const model = /[\r\n]/.test(before) ? before : stored;
  if (!model.includes('\r')) return typed;
  const end = /\r\n|\r|\n/.exec(model)?.[0] ?? '\n';
  const units = before.match(/\r\n|[\s\S]/g) ?? [];
  const same = (unit: string | undefined, character: string | undefined) =>
    unit === character || (character === '\n' && (unit === '\r\n' || unit === '\r'));
  const shorter = Math.min(units.length, typed.length);
  let head = 0;
  while (head < shorter && same(units[head], typed[head])) head++;
  let tail = 0;
  while (tail < shorter - head && same(units.at(-1 - tail), typed.at(-1 - tail))) tail++;
  const middle = typed.slice(head, typed.length - tail).replaceAll('\n', end);
  const made = units.slice(0, head).join('') + middle + units.slice(units.length - tail).join('');
  // Ends that came to stand side by side may read as one.
  return lines(made) === lines(typed) ? made : typed.replaceAll('\n', end);
}

const lines = (text: string): string => text.replace(/\r\n?/g, '\n');
