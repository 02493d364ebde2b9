import { axis } from '../geometry.ts';
import { Random } from '../random.ts';
import { edited, listAt, numberAt, params } from '../values.ts';
import type { WorldDefinition } from '../world.ts';
import {
  cpt20311,
  crossSection20022,
  exitPoint20043,
  leveeReach20004,
  soilMaterial20008,
} from './printed.ts';
import { segmentScript } from './scripts.ts';
import { headersOf } from './sounding.ts';
import { leveeTree } from './tree.ts';
import { leveeTypes } from './types.ts';

/** The printed axis goes on to 168 vertices. */
function wholeAxis() {
  const printed = listAt(leveeReach20004, 'axis');
  const last = printed.at(-1) ?? null;
  const start = { lat: numberAt(last, 'lat'), lon: numberAt(last, 'lon') };
  const rest = axis(start, 168 - printed.length + 1, new Random('axis of 20004')).slice(1);
  return edited(leveeReach20004, { axis: [...printed, ...rest.map(params)] });
}

const borehole20702 = params({
  log: { date: '2024-04-22', depth: 18.5, drilled_by: 'Boorbedrijf Veenstra' },
  layers: [
    {
      top: 0,
      bottom: 0.4,
      main: 'clay',
      colour: 'dark grey-brown',
      text: 'Clay, strongly sandy, roots, bits of brick',
    },
    { top: 0.4, bottom: 3.1, main: 'clay', colour: 'grey', text: 'Klei, matig siltig, slap, resten riet' },
    { top: 3.1, bottom: 4.6, main: 'peat', colour: 'brown', text: 'Veen, mineraalarm, bruin' },
    {
      top: 4.6,
      bottom: 11.2,
      main: 'sand',
      colour: 'light grey',
      text: 'Sand, medium fine, slightly silty, shells',
    },
    { top: 11.2, bottom: 18.5, main: 'sand', colour: 'grey', text: 'Zand, matig grof, zwak grindig' },
  ],
  headers: headersOf('2024-04-22', new Random('headers of 20702')),
});

/** World A: the levee upgrade. */
export const leveeWorld: WorldDefinition = {
  workspace: 11,
  seed: 0x1ee4_0011,
  firstEntity: 20001,
  types: leveeTypes,
  tree: leveeTree,
  printed: new Map([
    [20004, wholeAxis()],
    [20008, soilMaterial20008],
    [20022, crossSection20022],
    [20043, exitPoint20043],
    [20311, cpt20311],
    [20702, borehole20702],
  ]),
  scripted: new Map([[20019, segmentScript]]),
};
