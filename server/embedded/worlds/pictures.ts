import { deflateSync } from 'node:zlib';
import { crc32 } from '../apps/spreadsheet.ts';
import { Random } from './random.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** A picture of 64 by 64 in two colours, as PNG. */
export function png(name: string): Uint8Array {
  const [side, random] = [64, new Random('png', name)];
  const colours = [0, 1].map(() => [random.int(40, 220), random.int(40, 220), random.int(40, 220)]);
  const lines = Array.from({ length: side }, (_, y) =>
    Buffer.from([
      0,
      ...Array.from({ length: side }, (__, x) => colours[((x >> 4) + (y >> 4)) & 1] ?? []).flat(),
    ]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.concat(lines))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A sketch of a deck on piers, as SVG. */
export function svg(name: string): string {
  const random = new Random('svg', name);
  const piers = Array.from({ length: random.int(2, 5) }, (_, at) => 60 + at * 80);
  const width = 40 + piers.length * 80;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="160" viewBox="0 0 ${width} 160">`,
    `<rect width="${width}" height="160" fill="#f6f8fa"/>`,
    `<path d="M10 50H${width - 10}V62H10Z" fill="#d0d7de" stroke="#1f2328"/>`,
    ...piers.map((x) => `<path d="M${x - 6} 62h12v70h-12Z" fill="#eaeef2" stroke="#1f2328"/>`),
    `<path d="M0 ${random.int(104, 118)}h${width}" stroke="#0969da" stroke-dasharray="8 4"/>`,
    `<text x="12" y="30" font-family="sans-serif" font-size="13">${piers.length} piers</text>`,
    '</svg>\n',
  ].join('\n');
}

const [columns, rows] = [40, 24];

/** A bridge over water under a sky, 320 by 192, as JPEG: one colour for each block of 8 by 8. */
export function jpeg(name: string): Uint8Array {
  const random = new Random('jpeg', name);
  const [deck, span] = [random.int(10, 14), random.int(6, 11)];
  const shade = (base: Colour, by: number): Colour => [base[0] + by, base[1] + by, base[2] + by];
  return encodeBlocks((x, y) => {
    if (y === deck || y === deck + 1) return shade([96, 98, 104], random.int(-8, 8));
    if (y > deck && y < 20 && x % span === 2) return shade([128, 120, 112], random.int(-10, 10));
    return y < 18 ? shade([150, 180, 210], y * 3) : shade([58, 84, 92], random.int(-12, 12));
  });
}

/** Code lengths of the sizes of a block's mean. Source: ITU-T T.81, table K.3. */
const meanLengths = [2, 3, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9];
const lengthCounts = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];

/** A baseline JPEG of blocks that have a mean and nothing else. Source: ITU-T T.81, annexes B and F. */
function encodeBlocks(colourAt: (x: number, y: number) => Colour): Uint8Array {
  let bits = '';
  const last = [0, 0, 0];
  for (let at = 0; at < columns * rows; at += 1) {
    for (const [component, mean] of brightnessAndHue(
      colourAt(at % columns, Math.floor(at / columns)),
    ).entries()) {
      bits += `${difference(mean - (last[component] ?? 0))}0`;
      last[component] = mean;
    }
  }
  const bytes = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1').match(/.{8}/g) ?? [];
  const scan = bytes
    .map((byte) => Number.parseInt(byte, 2))
    .flatMap((byte) => (byte === 255 ? [255, 0] : [byte]));
  const size = [0, rows * 8, (columns * 8) >> 8, (columns * 8) & 255];
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    segment(0xdb, [0, ...Array<number>(64).fill(8)]),
    segment(0xc0, [8, ...size, 3, ...[1, 2, 3].flatMap((id) => [id, 0x11, 0])]),
    segment(0xc4, [0x00, ...lengthCounts, ...meanLengths.keys()]),
    segment(0xc4, [0x10, 1, ...Array<number>(15).fill(0), 0]),
    segment(0xda, [3, ...[1, 2, 3].flatMap((id) => [id, 0]), 0, 63, 0]),
    Buffer.from(scan),
    Buffer.from([0xff, 0xd9]),
  ]);
}

function segment(marker: number, content: number[]): Buffer {
  const length = content.length + 2;
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...content]);
}

/** Around zero. Source: ITU-T T.871. */
function brightnessAndHue([red, green, blue]: Colour): number[] {
  const brightness = 0.299 * red + 0.587 * green + 0.114 * blue;
  return [brightness - 128, 0.564 * (blue - brightness), 0.713 * (red - brightness)].map((value) =>
    Math.round(Math.min(127, Math.max(-128, value))),
  );
}

/** The size of a difference by its code, then its bits; negative ones as their complement. */
function difference(value: number): string {
  const size = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) + 1;
  if (size === 0) return codeOf(0);
  return codeOf(size) + (value > 0 ? value : value + 2 ** size - 1).toString(2).padStart(size, '0');
}

function codeOf(size: number): string {
  let code = 0;
  for (let at = 0; at < size; at += 1) {
    code += 1;
    code <<= (meanLengths[at + 1] ?? 0) - (meanLengths[at] ?? 0);
  }
  return code.toString(2).padStart(meanLengths[size] ?? 0, '0');
}
