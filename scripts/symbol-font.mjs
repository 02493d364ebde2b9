/**
 * `node scripts/symbol-font.mjs`: draws src/ui/symbols.otf, the signs of this page for machines whose fonts have none of them; a comparison without its
 * arrows would say something else. A browser reads it only where a sign is missing.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import opentype from 'opentype.js';
import { root } from './stamp.mjs';

const { Font, Glyph, Path } = opentype;
const EM = 1000;
/** Half the height of small letters: arrows and dots stand on this line. */
const MIDDLE = 268;
/** Width of a stroke. */
const PEN = 72;

/** Corners of a filled shape, turned so that all shapes turn alike: where they overlap they are one. */
function filled(path, corners) {
  const area = corners.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % corners.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  const turned = area < 0 ? [...corners].reverse() : corners;
  turned.forEach(([x, y], at) => {
    if (at === 0) path.moveTo(Math.round(x), Math.round(y));
    else path.lineTo(Math.round(x), Math.round(y));
  });
  path.close();
}

function circle(path, x, y, radius) {
  const count = radius > PEN ? 36 : 12;
  const corners = Array.from({ length: count }, (_, at) => {
    const angle = (at / count) * 2 * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
  filled(path, corners);
}

/** A line with round ends and corners. */
function stroke(path, points, pen = PEN) {
  points.forEach(([x, y], at) => {
    circle(path, x, y, pen / 2);
    const next = points[at + 1];
    if (!next) return;
    const length = Math.hypot(next[0] - x, next[1] - y);
    const [across, up] = [((y - next[1]) / length) * (pen / 2), ((next[0] - x) / length) * (pen / 2)];
    filled(path, [
      [x + across, y + up],
      [next[0] + across, next[1] + up],
      [next[0] - across, next[1] - up],
      [x - across, y - up],
    ]);
  });
}

/** An arrow from one point to another, its head's size given. */
function arrow(path, [x, y], [toX, toY], head = 190) {
  const angle = Math.atan2(toY - y, toX - x);
  const side = (turn) => [
    toX - head * Math.cos(angle + turn) * Math.SQRT2,
    toY - head * Math.sin(angle + turn) * Math.SQRT2,
  ];
  stroke(path, [
    [x, y],
    [toX, toY],
  ]);
  stroke(path, [side(Math.PI / 4), [toX, toY], side(-Math.PI / 4)]);
}

const [LEFT, RIGHT] = [90, 810];
const [BOTTOM, TOP] = [MIDDLE - 330, MIDDLE + 330];

/** What each sign looks like, and how wide it is. */
const SIGNS = {
  '→': [900, (path) => arrow(path, [LEFT, MIDDLE], [RIGHT, MIDDLE])],
  '←': [900, (path) => arrow(path, [RIGHT, MIDDLE], [LEFT, MIDDLE])],
  '↑': [600, (path) => arrow(path, [300, BOTTOM], [300, TOP])],
  '↓': [600, (path) => arrow(path, [300, TOP], [300, BOTTOM])],
  '↕': [
    600,
    (path) => {
      arrow(path, [300, MIDDLE], [300, TOP + 40]);
      arrow(path, [300, MIDDLE], [300, BOTTOM - 40]);
    },
  ],
  '↵': [
    900,
    (path) => {
      arrow(path, [RIGHT, MIDDLE - 60], [LEFT, MIDDLE - 60]);
      stroke(path, [
        [RIGHT, MIDDLE - 60],
        [RIGHT, TOP],
      ]);
    },
  ],
  '⇧': [
    800,
    (path) => {
      const [head, half] = [MIDDLE + 40, 120];
      stroke(
        path,
        [
          [400, TOP + 60],
          [720, head],
          [400 + half, head],
          [400 + half, BOTTOM],
          [400 - half, BOTTOM],
          [400 - half, head],
          [80, head],
          [400, TOP + 60],
        ],
        56,
      );
    },
  ],
  '⌥': [
    900,
    (path) => {
      stroke(path, [
        [LEFT, TOP],
        [330, TOP],
        [600, BOTTOM],
        [RIGHT, BOTTOM],
      ]);
      stroke(path, [
        [560, TOP],
        [RIGHT, TOP],
      ]);
    },
  ],
  '⌘': [
    900,
    (path) => {
      const [near, far, low, high] = [310, 590, MIDDLE - 140, MIDDLE + 140];
      stroke(
        path,
        [
          [near, low],
          [far, low],
          [far, high],
          [near, high],
          [near, low],
        ],
        56,
      );
      for (const [x, y] of [
        [near, low],
        [far, low],
        [far, high],
        [near, high],
      ]) {
        const [away, up] = [Math.sign(x - 450), Math.sign(y - MIDDLE)];
        const around = Array.from({ length: 10 }, (_, at) => {
          const angle = Math.atan2(up, away) + ((at - 4.5) / 4.5) * (0.75 * Math.PI);
          return [x + away * 95 + 95 * Math.cos(angle), y + up * 95 + 95 * Math.sin(angle)];
        });
        stroke(path, around, 56);
      }
    },
  ],
  '▲': [740, (path) => filled(path, triangle(370, MIDDLE, 310, Math.PI / 2))],
  '▼': [740, (path) => filled(path, triangle(370, MIDDLE, 310, -Math.PI / 2))],
  '▾': [600, (path) => filled(path, triangle(300, MIDDLE, 220, -Math.PI / 2))],
  '▸': [600, (path) => filled(path, triangle(300, MIDDLE, 220, 0))],
  '●': [640, (path) => circle(path, 320, MIDDLE, 230)],
  '✓': [
    800,
    (path) =>
      stroke(path, [
        [110, MIDDLE - 20],
        [310, BOTTOM + 90],
        [690, TOP],
      ]),
  ],
  '✎': [
    900,
    (path) => {
      stroke(
        path,
        [
          [110, BOTTOM + 20],
          [190, BOTTOM + 260],
          [620, TOP + 30],
          [790, TOP - 140],
          [350, BOTTOM + 100],
          [110, BOTTOM + 20],
        ],
        60,
      );
      stroke(
        path,
        [
          [530, TOP - 60],
          [700, TOP - 230],
        ],
        60,
      );
    },
  ],
  '⚠': [
    900,
    (path) => {
      stroke(path, [
        [450, TOP + 60],
        [820, BOTTOM],
        [80, BOTTOM],
        [450, TOP + 60],
      ]);
      stroke(path, [
        [450, MIDDLE + 130],
        [450, MIDDLE - 80],
      ]);
      circle(path, 450, BOTTOM + 130, 48);
    },
  ],
  '⁻': [420, (path) => filled(path, box(60, 360, 600, 660))],
  '␀': [
    640,
    (path) => {
      const [low, high] = [BOTTOM + 60, TOP + 60];
      stroke(
        path,
        Array.from({ length: 25 }, (_, at) => {
          const angle = (at / 24) * 2 * Math.PI;
          return [320 + 220 * Math.cos(angle), (low + high) / 2 + ((high - low) / 2) * Math.sin(angle)];
        }),
      );
      stroke(path, [
        [170, low + 40],
        [470, high - 40],
      ]);
    },
  ],
};

function triangle(x, y, radius, angle) {
  return [0, 1, 2].map((at) => {
    const turned = angle + (at * 2 * Math.PI) / 3;
    return [x + radius * Math.cos(turned), y + radius * Math.sin(turned)];
  });
}

const box = (left, right, bottom, top) => [
  [left, bottom],
  [right, bottom],
  [right, top],
  [left, top],
];

/** The signs that the font has. */
export const signs = Object.keys(SIGNS);

/** The font's file, as a browser reads it. */
export function drawFont() {
  const glyph = (name, unicode, advanceWidth, draw) => {
    const path = new Path();
    draw(path);
    return new Glyph({ name, unicode, advanceWidth, path });
  };
  const glyphs = signs
    .map((sign) => [sign.codePointAt(0), ...SIGNS[sign]])
    .sort(([a], [b]) => a - b)
    .map(([code, width, draw]) => glyph(`uni${code.toString(16).toUpperCase()}`, code, width, draw));
  const font = new Font({
    familyName: 'VX Symbols',
    styleName: 'Regular',
    unitsPerEm: EM,
    ascender: 800,
    descender: -200,
    createdTimestamp: 0,
    glyphs: [glyph('.notdef', undefined, 500, () => {}), ...glyphs],
  });
  return Buffer.from(font.toArrayBuffer());
}

/** How a font's file draws each of the signs; '' where it has none. */
export function outlinesIn(file) {
  const font = opentype.parse(new Uint8Array(file).buffer);
  return signs.map((sign) => font.charToGlyph(sign).path.toPathData(2));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = join(root, 'src/ui/symbols.otf');
  writeFileSync(file, drawFont());
  process.stdout.write(`${file}\n`);
}
