import { UndrawableError } from '../ui/undrawable.ts';

/** How much is seen from top to bottom, degrees. */
export const VIEW_ANGLE = 40;

/** How far from its middle a model of this size, in its own unit, is seen whole from every side; in a place that is higher than wide from farther away. */
export function distanceToSee(size: number, aspect: number): number {
  return (size * 1.65) / Math.min(1, aspect);
}

/** A glTF model in one piece, as `.glb`: whatever it carries as `data:` is put beside it, and a link to anything else is refused. The page may load nothing by itself. */
export function inOnePiece(bytes: ArrayBuffer): ArrayBuffer {
  if (bytes.byteLength >= 4 && new DataView(bytes).getUint32(0, true) === GLB) return refuseLinks(bytes);
  const json = checked(readDocument(new TextDecoder().decode(bytes)));
  const chunks: Uint8Array[] = [];
  let length = 0;
  const add = (data: Uint8Array): number => {
    const start = length;
    const padded = new Uint8Array(Math.ceil(data.length / 4) * 4);
    padded.set(data);
    chunks.push(padded);
    length += padded.length;
    return start;
  };
  const starts = listOf(json.buffers).map((buffer) => add(bytesOf(buffer.uri)));
  const views = listOf(json.bufferViews);
  for (const view of views) {
    view.byteOffset = Number(view.byteOffset ?? 0) + (starts[Number(view.buffer ?? 0)] ?? 0);
    view.buffer = 0;
  }
  for (const image of listOf(json.images)) {
    if (image.uri === undefined) continue;
    const data = bytesOf(image.uri);
    image.mimeType ??= /^data:([\w/+-]+)/.exec(String(image.uri))?.[1];
    image.bufferView = views.push({ buffer: 0, byteOffset: add(data), byteLength: data.length }) - 1;
    delete image.uri;
  }
  if (views.length > 0) json.bufferViews = views;
  json.buffers = [{ byteLength: length }];
  return toGlb(json, chunks, length);
}

type Members = Record<string, unknown>;
const GLB = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;

function readDocument(text: string): Members {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UndrawableError('The model is no glTF: it is neither JSON nor in the binary form.');
  }
  if (typeof json !== 'object' || json === null || !('asset' in json))
    throw new UndrawableError('The model is no glTF: it names no asset.');
  return json as Members;
}

const listOf = (value: unknown): Members[] =>
  Array.isArray(value) ? value.map((item) => (typeof item === 'object' && item !== null ? item : {})) : [];

function bytesOf(uri: unknown): Uint8Array {
  const data = /^data:[^,]*;base64,(.*)$/s.exec(String(uri ?? ''))?.[1];
  if (data === undefined)
    throw new UndrawableError(
      'The model keeps a part of itself elsewhere, and the page loads nothing from there.',
    );
  try {
    return Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  } catch {
    throw new UndrawableError('The model is damaged: a part of it is no base64.');
  }
}

/** Numbers that a model may make up for itself: without a view of its bytes, an accessor stands for so many zeros. */
const MOST_MADE_UP = 5_000_000;
/** Parts that are drawn one by one in each picture; many more stop the page. */
const MOST_PARTS = 20_000;

/** Throws for what the library would be busy with for ever, or run out of memory by. */
function checked(json: Members): Members {
  const madeUp = listOf(json.accessors).filter(({ bufferView }) => bufferView === undefined);
  const numbers = madeUp.reduce((sum, { count }) => sum + 16 * Math.abs(Number(count)), 0);
  const nodes = listOf(json.nodes);
  if (!(numbers <= MOST_MADE_UP) || nodes.length + drawnBy(nodes, listOf(json.meshes)) > MOST_PARTS)
    throw new UndrawableError('The model is larger than can be drawn here.');
  if (isCircular(nodes.map(({ children }) => (Array.isArray(children) ? children : []))))
    throw new UndrawableError('The model is damaged: a part of it is within itself.');
  return json;
}

/** How many drawings the nodes come to: for each the pieces of its mesh. */
function drawnBy(nodes: readonly Members[], meshes: readonly Members[]): number {
  const pieces = meshes.map(({ primitives }) => (Array.isArray(primitives) ? primitives.length : 0));
  return nodes.reduce((sum, { mesh }) => sum + (pieces[Number(mesh)] ?? 0), 0);
}

/** Whether something is left when, again and again, that is taken away which nothing holds. */
function isCircular(children: readonly (readonly unknown[])[]): boolean {
  const holders = new Map([...children.keys()].map((at) => [at as unknown, 0]));
  const held = (child: unknown, more: number): number => {
    const now = (holders.get(child) ?? Number.NaN) + more;
    if (holders.has(child)) holders.set(child, now);
    return now;
  };
  for (const child of children.flat()) held(child, 1);
  const free = [...holders].filter(([, count]) => count === 0).map(([at]) => at as number);
  for (const at of free)
    for (const child of children[at] ?? []) if (held(child, -1) === 0) free.push(child as number);
  return free.length < children.length;
}

/** The binary form may name links too. */
function refuseLinks(bytes: ArrayBuffer): ArrayBuffer {
  const view = new DataView(bytes);
  if (bytes.byteLength < 20 || view.getUint32(16, true) !== JSON_CHUNK)
    throw new UndrawableError('The model is damaged.');
  const length = Math.min(view.getUint32(12, true), bytes.byteLength - 20);
  const json = checked(readDocument(new TextDecoder().decode(new Uint8Array(bytes, 20, length))));
  for (const part of [...listOf(json.buffers), ...listOf(json.images)])
    if (part.uri !== undefined) bytesOf(part.uri);
  return bytes;
}

function toGlb(json: Members, chunks: readonly Uint8Array[], length: number): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const padded = Math.ceil(text.length / 4) * 4;
  const glb = new Uint8Array(12 + 8 + padded + 8 + length);
  const view = new DataView(glb.buffer);
  for (const [at, word] of [GLB, 2, glb.length, padded, JSON_CHUNK].entries())
    view.setUint32(at * 4, word, true);
  glb.fill(0x20, 20, 20 + padded);
  glb.set(text, 20);
  view.setUint32(20 + padded, length, true);
  view.setUint32(24 + padded, BIN_CHUNK, true);
  let at = 28 + padded;
  for (const chunk of chunks) {
    glb.set(chunk, at);
    at += chunk.length;
  }
  return glb.buffer;
}
