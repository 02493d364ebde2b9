const PLAIN = /^[ -~]*$/;

/** Letters as people compare them: without case and accents. */
export function fold(text: string): string {
  // Most names are plain: the long way costs ten times as much, and lists are long.
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}

/** The words of what was typed, folded. */
export function wordsOf(text: string): string[] {
  return fold(text).split(/\s+/).filter(Boolean);
}

const names = new WeakMap<readonly { name: string }[], readonly string[]>();

/** The folded names of a list, made once per list: for looking through many of them at every key. */
export function foldedNames(list: readonly { name: string }[]): readonly string[] {
  let folded = names.get(list);
  if (!folded) {
    folded = list.map(({ name }) => fold(name));
    names.set(list, folded);
  }
  return folded;
}
