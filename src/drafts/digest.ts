import { isArray, isNumber, isObject, type JsonValue, numberText } from '../../contract/json.ts';

/** Takes texts in and mixes them into 64 bits. FNV-1a in two halves. */
class Mixer {
  private low = 0x811c9dc5;
  private high = 0x1b873593;

  add(text: string): void {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      this.low = Math.imul(this.low ^ code, 0x01000193);
      this.high = Math.imul(this.high ^ (code + index), 0x85ebca6b);
    }
    this.low = Math.imul(this.low ^ 0x1f, 0x01000193);
  }

  get text(): string {
    return [this.low, this.high].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

/** A short text that is the same for values that are spelled the same, whatever their key order and white space; for recognising, not for security. */
export function digestOf(value: JsonValue): string {
  const mixer = new Mixer();
  const work: (JsonValue | { token: string })[] = [value];
  while (work.length > 0) {
    const item = work.pop() as JsonValue | { token: string };
    if (isArray(item as JsonValue)) {
      const items = item as readonly JsonValue[];
      mixer.add(`[${items.length}`);
      for (let index = items.length - 1; index >= 0; index--) work.push(items[index] as JsonValue);
    } else if (isObject(item as JsonValue)) {
      const members = [...(item as ReadonlyMap<string, JsonValue>)].sort(([a], [b]) => (a < b ? -1 : 1));
      mixer.add(`{${members.length}`);
      for (const [key, member] of members) work.push(member, { token: `"${key}` });
    } else if (isNumber(item as JsonValue)) mixer.add(numberText(item as number));
    else if (typeof item === 'object' && item !== null && 'token' in item) mixer.add(item.token);
    else mixer.add(typeof item === 'string' ? `'${item}` : String(item));
  }
  return mixer.text;
}
