import { describe, expect, it } from 'vitest';
import { isArray, isContainer, isObject, type JsonValue } from '../../../contract/json/value.ts';
import { bridgeScript, inspectionScript } from './bridges/scripts.ts';
import { historyOf } from './history.ts';
import { segmentScript } from './levee/scripts.ts';
import { leveeWorld } from './levee/world.ts';
import { locate } from './locate.ts';
import { stamp } from './time.ts';
import { at, print, stepsOf } from './values.ts';
import { optimiserRounds } from './wind/fill.ts';
import { farmScript, foundationScript } from './wind/scripts.ts';
import { windWorld } from './wind/world.ts';
import type { ScriptedRevision } from './world.ts';

/** Paths of leaves that differ; a list whose length differs counts as one. */
function differing(a: JsonValue | undefined, b: JsonValue | undefined, path = ''): string[] {
  if (a === b || (isContainer(a) && isContainer(b) && print(a) === print(b))) return [];
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...a.keys(), ...b.keys()]);
    return [...keys].flatMap((key) => differing(a.get(key), b.get(key), `${path}/${key}`));
  }
  if (isArray(a) && isArray(b) && a.length === b.length) {
    return a.flatMap((item, index) => differing(item, b[index], `${path}/${index}`));
  }
  if (a !== undefined && b !== undefined && !isContainer(a) && !isContainer(b) && print(a) === print(b))
    return [];
  return [path.slice(1)];
}
const steps = (script: readonly ScriptedRevision[]): string[][] =>
  script.slice(1).map(({ value }, index) => differing(script[index]?.value, value));
const scenarios = 'schematisation/soil/scenarios';

describe('segment 20019', () => {
  it('changes in each of its 24 revisions what the description says', () => {
    const changed = steps(segmentScript).map((paths) => paths.filter((path) => !path.startsWith('polygon/')));
    expect(changed).toEqual([
      ['river_level', 'polder_level'],
      [`${scenarios}/0/layers`],
      [scenarios],
      [`${scenarios}/1/layers/1/top`],
      [],
      ['hydraulics/damping'],
      ['hydraulics/damping'],
      [`${scenarios}/0/k1`, `${scenarios}/0/d70_1`, `${scenarios}/1/k1`, `${scenarios}/1/d70_1`],
      ['hydraulics/model/method', 'hydraulics/leakage/rows'],
      ['hydraulics/leakage/rows/0/hinterland'],
      ['grid_dx', 'n_points'],
      ['ditches'],
      ['hydraulics/damping', 'damping'],
      expect.arrayContaining([`${scenarios}/0/name`, `${scenarios}/1/name`]),
      expect.arrayContaining([`${scenarios}/0/name`, `${scenarios}/1/name`]),
      ['schematisation/safety/heave', 'results/edit/note'],
      [scenarios],
      ['river_level'],
      ['ditches'],
      [],
      ['ditch_level', 'results/edit/note'],
      ['results/view/combined'],
      ['schematisation/safety/model_factor', 'hydraulics/old_head', 'results/view/point', 'results/view/cpt'],
    ]);
    expect(segmentScript).toHaveLength(24);
  });
  it.each([
    ['river_level', ['null', '11.1', '11.35']],
    ['polder_level', ['null', '3.1']],
    ['ditch_level', ['null', '2.85']],
    ['hydraulics.damping', ['1', '8.2', '0.82', '']],
    ['damping', ['', '0.82']],
    ['hydraulics.old_head', ['2.4', '']],
    ['schematisation.soil.scenarios.0.weight', ['1', '0.7', '0.3', '0.7', '0.6']],
    ['schematisation.soil.scenarios.1.layers.1.top', ['', '-1.35', '2.05', '1.1', '2.05']],
    ['hydraulics.leakage.rows.0.hinterland', ['', '610', '640.5']],
    ['schematisation.safety.heave', ['1.0', '1.2']],
    ['schematisation.safety.model_factor', ['1.0', '1.1']],
    ['n_points', ['0', '30']],
    ['grid_dx', ['20', '25']],
  ])('has in %s one after the other the values of the description', (path, expected) => {
    const texts = segmentScript.map(({ value }) => {
      const found = at(value, stepsOf(path));
      return found === undefined ? '' : print(found);
    });
    expect(texts.filter((text, index) => text !== texts[index - 1])).toEqual(expected);
  });
  it('moves three vertices in revision 6 and two in revision 20', () => {
    const vertices = steps(segmentScript).map(
      (paths) =>
        new Set(paths.filter((path) => path.startsWith('polygon/')).map((path) => path.split('/')[1])).size,
    );
    expect([vertices[4], vertices[18]]).toEqual([3, 2]);
  });
  it('is renamed in revision 21', () => {
    expect(segmentScript.map(({ name }) => name)).toEqual([
      ...Array(20).fill('4-7'),
      ...Array(4).fill('4-07'),
    ]);
  });
  it('has the times of the description as Amsterdam reads the clock', () => {
    const located = locate(leveeWorld, 120, 0, 4, { file: 60_001 }).find(({ made }) => made.id === 20019);
    const history = located === undefined ? [] : historyOf(leveeWorld, located.type, located.made);
    const times = history.map(({ time }) => stamp(time).slice(0, 16));
    expect([times[0], times[18], times[23]]).toEqual([
      '2024-03-04T09:02',
      '2025-03-30T10:30',
      '2026-06-29T15:12',
    ]);
  });
});

describe('bridge 30017', () => {
  it('changes in each of its 18 revisions what the description says', () => {
    const tops = steps(bridgeScript).map((paths) => [
      ...new Set(paths.map((path) => path.split('/').slice(0, 2).join('/'))),
    ]);
    expect(bridgeScript).toHaveLength(18);
    expect(tops[0]).toEqual(['info/use', 'info/owner']);
    expect(tops[1]).toEqual(['structure/general', 'segments']);
    expect(tops[2]).toEqual(['zones']);
    expect(steps(bridgeScript)[3]).toEqual(['w1', 'w2', 'w3', 'w4'].map((width) => `zones/2/${width}`));
    expect(steps(bridgeScript)[4]).toEqual(['w1', 'w2', 'w3', 'w4'].map((width) => `zones/2/${width}`));
    expect(steps(bridgeScript)[7]).toContain('info/built');
    expect(steps(bridgeScript)[7]?.filter((path) => path.startsWith('import_row/'))).toHaveLength(3);
    expect(tops[14]).toEqual(['condition/documents']);
    expect(tops[16]).toEqual(['structure/general', 'report/parts']);
  });
});

describe('inspection 30021', () => {
  it('grows a finding at a time and is signed in its twelfth revision', () => {
    expect(inspectionScript).toHaveLength(12);
    expect(steps(inspectionScript).at(-1)).toEqual(['conclusion/signed', 'conclusion/signed_on']);
    expect(steps(inspectionScript)[8]).toEqual(['elements/rows/2/severity', 'elements/rows/2/text']);
  });
});

describe('foundation 40052', () => {
  it('changes in each of its 16 revisions what the description says', () => {
    const found = steps(foundationScript);
    expect(foundationScript).toHaveLength(16);
    expect(found[0]).toEqual(['geo/mast/vertical', 'geo/mast/horizontal', 'geo/mast/moment']);
    expect(found.slice(1, 7)).toEqual([
      ['geo/slab/diameter'],
      ['geo/slab/diameter'],
      ['geo/piles/count'],
      ['geo/piles/count'],
      ['geo/piles/count'],
      ['geo/piles/diameter'],
    ]);
    expect(found.slice(13)).toEqual([['results/template'], ['results/template']]);
  });
});

describe('wind farm 40001', () => {
  it('has 30 revisions, of which 12 are results of the optimiser', () => {
    expect(farmScript).toHaveLength(30);
    expect(farmScript.filter(({ message }) => message.startsWith('optimiser'))).toHaveLength(12);
  });
  it('moves 9 to 40 turbines in the minute of each result', () => {
    const turbines = locate(windWorld, 150, 0, 4, { file: 60_001 }).filter(
      ({ type }) => type.className === 'Turbine',
    );
    const minutes = turbines.flatMap(({ made, type }) =>
      historyOf(windWorld, type, made)
        .filter(({ message }) => message === 'optimiser result applied')
        .map(({ time }) => stamp(time).slice(0, 16)),
    );
    const counts = [...new Set(minutes)]
      .sort()
      .map((minute) => minutes.filter((one) => one === minute).length);
    expect(counts).toEqual(optimiserRounds.map(({ moved }) => moved));
  });
});
