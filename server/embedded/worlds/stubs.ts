import { pdfPage } from '../apps/documents.ts';
import { soilColumn } from './geometry.ts';
import { measurements } from './levee/sounding.ts';
import { jpeg, png, svg } from './pictures.ts';
import { Random } from './random.ts';

/** What stands for a file that the sample only tells of: small, and of the kind that its name says where that can be shown. */
export function stubOf(name: string, size: number): Uint8Array {
  const note = `A stand-in for a file of ${size} bytes.`;
  const ending = /\.[a-z]+$/i.exec(name)?.[0].toLowerCase();
  if (ending === '.gef') return Buffer.from(gef(name));
  if (ending === '.csv') return Buffer.from(windCsv(name));
  if (ending === '.pdf') return pdfPage(name, [note]);
  if (ending === '.png') return png(name);
  if (ending === '.jpg') return jpeg(name);
  if (ending === '.svg') return Buffer.from(svg(name));
  return Buffer.from(`${name}\n${note}\n`);
}

const readings = 120;

/** A sounding as a GEF file: header, columns, a line for each reading. */
function gef(name: string): string {
  const random = new Random('gef', name);
  const chainage = random.int(0, 30_000);
  const ground = 3.4;
  const { corrected_depth, qc, fs, u2 } = measurements(
    soilColumn(chainage, ground, random),
    readings,
    random,
  );
  const header = [
    '#GEFID = 1, 1, 0',
    '#PROJECTID = Aarle levee upgrade',
    `#TESTID = ${name.replace(/\.gef$/i, '')}`,
    '#STARTDATE = 2024, 04, 17',
    `#ZID = 31000, ${ground}`,
    '#XYID = 31000, 157240.12, 433044.9',
    '#COLUMN = 4',
    '#COLUMNINFO = 1, m, depth, 1',
    '#COLUMNINFO = 2, MPa, cone resistance, 2',
    '#COLUMNINFO = 3, MPa, friction, 3',
    '#COLUMNINFO = 4, MPa, pore pressure, 6',
    '#COLUMNVOID = 4, -999',
    `#LASTSCAN = ${readings}`,
    '#EOH =',
  ];
  const rows = corrected_depth.map((depth, index) =>
    [depth, qc[index], fs[index]?.toFixed(5), u2[index] ?? -999].join(' '),
  );
  return `${[...header, ...rows].join('\r\n')}\r\n`;
}

/** Hourly wind of two days. */
function windCsv(name: string): string {
  const random = new Random('wind', name);
  const rows = Array.from({ length: 48 }, (_, hour) => {
    const day = String(1 + Math.floor(hour / 24)).padStart(2, '0');
    const time = `2024-01-${day}T${String(hour % 24).padStart(2, '0')}:00Z`;
    return `${time},${random.typed(2, 14, 1)},${random.int(0, 359)},"gust, ${random.typed(3, 18, 1)}"`;
  });
  return `time,speed [m/s],direction [deg],note\r\n${rows.join('\r\n')}\r\n`;
}
