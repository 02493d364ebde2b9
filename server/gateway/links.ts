import type { Transfer } from './transfers.ts';

type Method = Transfer['method'];
type Rename = (link: Pick<Transfer, 'url' | 'method'>) => string;

/** Members that hold a presigned address, and how it is used. Source: docs.viktor.ai, files; VIKTOR's development tools. */
const members: ReadonlyMap<string, Method> = new Map([
  ['temp_download_url', 'GET'],
  ['temporary_download_url', 'GET'],
  ['temp_upload_url', 'POST'],
  ['log_download_url', 'GET'],
]);

/** Parts of a result that may be an address and nothing else. */
const linkKinds: ReadonlySet<string> = new Set(['url', 'image', 'pdf', 'ifc', 'download', 'geometry']);

/** The answer to a new job names its result `content`, a job that is read `result`: one member a kind, each perhaps with an address. */
const results: ReadonlySet<string> = new Set(['result', 'content']);
const deepest = 3;

/**
 * Puts our own addresses in the place of presigned ones, as the page may reach no other host. All else stays byte for byte, so that bytes may be given as
 * Latin-1. Only gone over, as a value would take many times as much of a text that is made to harm. `isUpload`: the answer is a form whose `url` is where to
 * send a file.
 */
export function replaceLinks(text: string, isUpload: boolean, rename: Rename): string {
  const pieces: string[] = [];
  let done = 0;
  /** By depth: whether it is an object, and the name of the member in it where this is. */
  const isObject: boolean[] = [];
  const names: string[] = [];
  let depth = 0;
  let isName = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') {
      depth += 1;
      if (depth > deepest) continue;
      isObject[depth] = isName = character === '{';
      names[depth] = '';
    } else if (character === '}' || character === ']') depth -= 1;
    else if (character === ',') isName = true;
    else if (character === ':') isName = false;
    else if (character === '"') {
      const end = endOfString(text, at);
      if (end < 0) break;
      if (depth <= deepest && isObject[depth]) {
        if (isName) names[depth] = stringOf(text, at, end);
        else if (isObject.slice(1, depth).every(Boolean)) {
          const method = methodOf(names.slice(1, depth + 1), isUpload);
          const url = method === null ? '' : stringOf(text, at, end);
          if (method !== null && isLink(names[depth] as string, depth, url)) {
            pieces.push(text.slice(done, at), JSON.stringify(rename({ url, method })));
            done = end + 1;
          }
        }
      }
      at = end;
    }
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(done);
}

/** How an address in that place is used; null where there is none. Web content is opened where it is. A model's is named `geometry`. */
function methodOf([first = '', kind, member]: string[], isUpload: boolean): Method | null {
  if (kind === undefined) return members.get(first) ?? (isUpload && first === 'url' ? 'POST' : null);
  if (!results.has(first)) return null;
  if (member === undefined) return linkKinds.has(kind) ? 'GET' : null;
  return kind !== 'web' && (member === 'url' || member === 'geometry') ? 'GET' : null;
}

/** What is named as an address is one, whatever it says; other texts are when they read as one. */
const isLink = (name: string, depth: number, text: string): boolean =>
  depth === 2 || name === 'geometry' ? /^https?:\/\//.test(text) : text !== '';

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = end - 1;
    while (text[escapes] === '\\') escapes -= 1;
    if ((end - escapes) % 2 === 1) return end;
  }
  return -1;
}

function stringOf(text: string, start: number, end: number): string {
  const plain = text.slice(start + 1, end);
  if (!plain.includes('\\')) return plain;
  try {
    return JSON.parse(text.slice(start, end + 1)) as string;
  } catch {
    return plain; // not JSON: nothing in it is followed
  }
}
