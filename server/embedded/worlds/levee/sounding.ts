import type { SoilLayer } from '../geometry.ts';
import { soilClasses } from '../geometry.ts';
import { type Random, rounded } from '../random.ts';

/** The header values of a sounding or boring file. */
export function headersOf(date: string, random: Random) {
  return {
    rig: random.pick(['Truck 22 t', 'Crawler 15 t', 'Pontoon']),
    cone: `S15-CFIIP.${random.int(1500, 1999)}`,
    date,
    standard: 'NEN-EN-ISO 22476-1:2012',
    class: random.int(1, 3),
    predrilled: 0.5,
    operator: random.pick(['R. V.', 'J. K.', 'M. de B.']),
    company: 'Sondeerdienst Oost',
    project: 'Aarle levee upgrade',
    cone_area: 1500,
    zero_qc: random.typed(-0.02, 0.02, 3),
    zero_fs: random.typed(-0.001, 0.001, 4),
  };
}

/** Columns of a sounding every 0.02 m: cone resistance and friction by soil with first-order noise, as doubles that nobody rounded. */
export function measurements(column: readonly SoilLayer[], count: number, random: Random) {
  const ground = column[0]?.top ?? 3.4;
  const [corrected_depth, qc, fs, u2, Rf]: [number[], number[], number[], (number | null)[], number[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  let noise = 0;
  let layer = 0;
  for (let index = 0; index < count; index += 1) {
    const depth = rounded(0.5 + index * 0.02, 2);
    while (layer < column.length - 1 && ground - depth < (column[layer]?.bottom ?? -99)) layer += 1;
    const soil = soilClasses.find(({ name }) => name === column[layer]?.soil) ?? soilClasses[0];
    noise = 0.8 * noise + 0.15 * random.normal() * 0.6;
    const resistance = rounded(Math.max(0.05, (soil.qc + depth * 0.05) * (1 + noise)), 3);
    const friction = rounded(soil.friction * Math.max(0.2, 1 + 0.2 * random.normal()), 3);
    corrected_depth.push(depth);
    qc.push(resistance);
    fs.push((resistance * friction) / 100);
    u2.push(random.chance(0.005) ? null : 0.01 * Math.max(0, depth - 1));
    Rf.push(friction);
  }
  return { corrected_depth, qc, fs, u2, Rf };
}
