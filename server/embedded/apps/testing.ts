import type { JsonValue } from '../../../contract/json/value.ts';
import type { ArchiveRecord } from '../../archive/records.ts';
import { bridge30017, inspection30021, loadRating30033 } from '../worlds/bridges/printed.ts';
import { bridgeTypes } from '../worlds/bridges/types.ts';
import { footing50001 } from '../worlds/footing/printed.ts';
import { controller } from '../worlds/footing/types.ts';
import {
  cpt20311,
  crossSection20022,
  exitPoint20043,
  leveeReach20004,
  segment20019,
  soilMaterial20008,
} from '../worlds/levee/printed.ts';
import { leveeTypes } from '../worlds/levee/types.ts';
import { labelsAndApps, users, workspace } from '../worlds/people.ts';
import { stubOf } from '../worlds/stubs.ts';
import { typeRecord } from '../worlds/type-record.ts';
import { print } from '../worlds/values.ts';
import { foundation40052, turbine40011, windFarm40001 } from '../worlds/wind/printed.ts';
import { windTypes } from '../worlds/wind/types.ts';
import type { WorldType } from '../worlds/world.ts';

type One = readonly [
  id: number,
  parent: number | null,
  type: string,
  name: string,
  params: JsonValue | string,
];

const at = '2026-03-11T09:41:27.518204Z';

function* entitiesOf(types: readonly WorldType[], all: readonly One[]): Generator<ArchiveRecord> {
  for (const [id, parent, className, name, params] of all) {
    const type = types.find((one) => one.className === className);
    if (type === undefined) throw new Error(`There is no type ${className}.`);
    const properties = typeof params === 'string' ? params : print(params);
    const by = { created_at: at, created_by: 102, updated_at: at, last_updated_by: 102 };
    yield { kind: 'entity', id, name, entity_type: type.id, parent, properties, ...by };
  }
}

/** Every type of the sample apps, and the entities whose params are printed in the sample's description: enough to ask any app anything, in a blink. */
export function appWorld(): ArchiveRecord[] {
  const model = `{"general":{"maker":"Norrvind","type":"NV-148","rated":4.8},"rotor":{"diameter":148},"curve":{"power":[{"v":3,"p":28,"ct":0.87}]}}`;
  return [
    ...users(),
    ...labelsAndApps(),
    workspace(11),
    ...leveeTypes.map(typeRecord),
    ...entitiesOf(leveeTypes, [
      [20001, null, 'Programme', 'Aarle levee upgrade', '{}'],
      [20002, null, 'MaterialLibrary', 'Soil library 2024', '{}'],
      [20003, 20001, 'InvestigationFolder', 'Investigation 2024 spring', '{}'],
      [20004, 20001, 'LeveeReach', 'Reach 4', leveeReach20004],
      [20008, 20002, 'SoilMaterial', 'Peat, fibrous', soilMaterial20008],
      [20019, 20004, 'Segment', '4-07', segment20019],
      [20022, 20019, 'CrossSection', '4-07 km 12.340', crossSection20022],
      [20043, 20019, 'ExitPoint', '4-07/EP-018', exitPoint20043],
      [20311, 20003, 'Cpt', 'CPT-4-112.gef', cpt20311],
      [20702, 20003, 'Borehole', 'BH-4-09.gef', '{}'],
    ]),
    {
      kind: 'file',
      id: 60311,
      entity: 20311,
      filename: 'CPT-4-112.gef',
      size: 320_000,
      content_base64: Buffer.from(stubOf('CPT-4-112.gef', 320_000)).toString('base64'),
    },
    workspace(12),
    ...bridgeTypes.map(typeRecord),
    ...entitiesOf(bridgeTypes, [
      [30001, null, 'Register', 'Bridge register', '{}'],
      [30002, 30001, 'District', 'Centre', '{}'],
      [30017, 30002, 'Bridge', 'BR-0417 Lockhouse bridge', bridge30017],
      [30021, 30017, 'Inspection', 'Inspection 2024', inspection30021],
      [30033, 30017, 'LoadRating', 'LR-2', loadRating30033],
      [30040, 30017, 'Document', 'W-74-12 rev C.pdf', '{"meta":{"title":"Widening 1974","pages":1}}'],
      [30050, 30001, 'Folder', 'Folder', '{}'],
    ]),
    workspace(13),
    ...windTypes.map(typeRecord),
    ...entitiesOf(windTypes, [
      [40001, null, 'WindFarm', 'Hollandse Duin', windFarm40001],
      [40002, null, 'ModelLibrary', 'Turbine library', '{}'],
      [40011, 40001, 'Turbine', 'T11', turbine40011],
      [40052, 40011, 'Foundation', 'T11 foundation', foundation40052],
      [40180, 40001, 'WindCampaign', 'mast 2024.csv', '{}'],
      [40204, 40002, 'TurbineModel', 'Norrvind NV-148', model],
      [40301, 40001, 'CostCase', 'Base case', '{"input":{"prices":[],"discount":5.25,"years":25}}'],
    ]),
    workspace(14),
    typeRecord(controller),
    ...entitiesOf([controller], [[50001, null, 'Controller', 'a-uuid', footing50001]]),
    workspace(15),
    typeRecord(controller),
    ...entitiesOf([controller], [[51001, null, 'Controller', 'Footing 1', footing50001]]),
  ];
}
