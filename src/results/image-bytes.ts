import type { JsonValue } from '../../contract/json/value.ts';
import { member, textOf } from './reading.ts';

/** The image in a result that carries it; `undefined` for links and all else. */
export function imageIn(value: JsonValue): Blob | undefined {
  return inlineImage(textOf(value) || textOf(member(value, 'svg', 'image', 'content', 'data', 'url')));
}

/** The image in a text: SVG source, a `data:` URL, or base64 of one of the kinds above; `undefined` for links and all else. */
function inlineImage(text: string): Blob | undefined {
  const trimmed = text.trim();
  if (/^<(?:\?xml|svg|!--|!doctype svg)/i.test(trimmed)) return new Blob([trimmed]);
  const data = /^data:image\/[\w.+-]+(;[\w=.+-]+)*?(;base64)?,(.*)$/is.exec(trimmed);
  if (data) return data[2] ? fromBase64(data[3] ?? '') : new Blob([decoded(data[3] ?? '')]);
  return /^(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR|PHN2Zy|PD94bWwg)[A-Za-z0-9+/=\s]+$/.test(trimmed)
    ? fromBase64(trimmed)
    : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function fromBase64(text: string): Blob | undefined {
  try {
    return new Blob([Uint8Array.from(atob(text.replace(/\s/g, '')), (character) => character.charCodeAt(0))]);
  } catch {
    return undefined;
  }
}
