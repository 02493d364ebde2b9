import { describe, expect, test } from 'vitest';
import { JobResult } from '../../../contract/job-result.ts';
import type { JsonValue } from '../../../contract/json/value.ts';
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
} from '../worlds/levee/printed.ts';
import { leveeTypes } from '../worlds/levee/types.ts';
import { stubOf } from '../worlds/stubs.ts';
import { edited, print } from '../worlds/values.ts';
import { foundation40052, turbine40011, windFarm40001 } from '../worlds/wind/printed.ts';
import { windTypes } from '../worlds/wind/types.ts';
import type { WorldType } from '../worlds/world.ts';
import { compute } from './compute.ts';
import type { Outcome, RelativeText, Task } from './method.ts';
import { methodOf } from './registry.ts';

const types = [...leveeTypes, ...bridgeTypes, ...windTypes, controller];
const printed: Record<string, JsonValue> = {
  LeveeReach: leveeReach20004,
  Segment: segment20019,
  CrossSection: crossSection20022,
  ExitPoint: exitPoint20043,
  Cpt: cpt20311,
  Bridge: bridge30017,
  Inspection: inspection30021,
  LoadRating: loadRating30033,
  WindFarm: windFarm40001,
  Turbine: turbine40011,
  Foundation: edited(foundation40052, { 'results.template': 60901 }),
  Controller: footing50001,
};
const relative = (id: number, className: string): RelativeText => ({
  id,
  name: `${className} ${id}`,
  className,
  params: print(printed[className] ?? new Map()),
});
const children: Record<string, RelativeText[]> = {
  Programme: [relative(20004, 'LeveeReach')],
  LeveeReach: [relative(20019, 'Segment')],
  Segment: [relative(20043, 'ExitPoint')],
  District: [relative(30017, 'Bridge')],
  WindFarm: [relative(40011, 'Turbine')],
};

function run(className: string, method: string, params?: JsonValue, more: Partial<Task> = {}): Outcome {
  return compute({
    className,
    method,
    entity: { id: 1, name: 'Entity "1" <b>' },
    params: print(params ?? printed[className] ?? new Map()),
    events: [],
    children: children[className] ?? [],
    above: [],
    references: [],
    file: null,
    linkMark: 'link:',
    ...more,
  });
}
function resultOf(outcome: Outcome): JobResult & Record<string, unknown> {
  if (outcome.kind !== 'result') throw new Error(JSON.stringify(outcome));
  return JobResult.parse(JSON.parse(outcome.text));
}

/** Kinds by view type and by button. */
const kindsOf = (viewType: string): string[] => viewType.split('_and_');
const kindOfButton: Record<string, string[]> = {
  'download-button': ['download'],
  'set-params-button': ['set_params'],
  'optimise-button': ['optimization'],
  'analyse-button': [],
};
interface Node {
  type?: string;
  method?: string;
  content?: Node[];
}
const buttonsOf = (nodes: readonly Node[]): [string, string[]][] =>
  nodes.flatMap((node) => [
    ...(node.type?.endsWith('-button') ? [[node.method, kindOfButton[node.type]] as [string, string[]]] : []),
    ...buttonsOf(node.content ?? []),
  ]);
const offered = types.flatMap((type: WorldType) => [
  ...(type.views ?? []).map(
    (view) => [type.className, view.controller_method, kindsOf(view.view_type)] as const,
  ),
  ...buttonsOf(type.form.nodes as Node[]).map(([method, kinds]) => [type.className, method, kinds] as const),
]);

describe('every view and button of the sample apps', () => {
  test.each(offered)('%s.%s gives %j', (className, method, kinds) => {
    const result = resultOf(run(className, method));
    expect(Object.keys(result).sort()).toEqual([...kinds].sort());
  });
  test.each(offered)('%s.%s stands params that hold nothing', (className, method) => {
    const outcome = run(className, method, new Map(), { children: [] });
    if (outcome.kind === 'error' && outcome.error.type === 'error_user')
      expect(outcome.error.message).not.toBe('');
    else if (outcome.kind === 'error') expect([className, method]).toEqual(['Foundation', 'forces']);
    else resultOf(outcome);
  });
  test('a file that is uploaded has a method to process it', () => {
    expect(methodOf('Cpt', 'process_file')).toBeDefined();
  });
  test('no name of an object is a method', () => {
    expect(methodOf('Segment', 'constructor')).toBeUndefined();
    expect(methodOf('__proto__', 'toString')).toBeUndefined();
  });
});

describe('results follow from the params', () => {
  const worst = (params: JsonValue): unknown =>
    resultOf(run('Segment', 'piping_data', params)).data?.at(-1)?.value;
  test('an edit changes them', () => {
    expect(worst(segment20019)).not.toBe(worst(edited(segment20019, { river_level: 9 })));
  });
  test('the same params give the same', () => {
    expect(run('Segment', 'results_map')).toEqual(run('Segment', 'results_map'));
  });
  test('a long line drawn closely makes a large figure', () => {
    const axis = Array.from({ length: 5000 }, (_, index) => ({ lat: 51.9 + index * 0.0003, lon: 5.42 }));
    const outcome = run('LeveeReach', 'layers_along', edited(leveeReach20004, { axis, chainage_step: 5 }));
    expect(outcome.kind === 'result' && outcome.text.length).toBeGreaterThan(1_000_000);
  });
  test('text of the params is no markup in a page or drawing', () => {
    const outcome = run(
      'Controller',
      'report',
      edited(footing50001, { 'project.title': '<script>x</script>' }),
    );
    expect(outcome.kind === 'result' && outcome.text).not.toContain('<script>');
  });
  test('filtering layers keeps the spelling of what stays', () => {
    const params = edited(cpt20311, { 'cpt.props.min_layer': 0 });
    const outcome = run('Cpt', 'filter_layers', params);
    expect(outcome.kind === 'result' && outcome.text).toContain('{"soil":"Peat","top":1.12}');
  });
  test('what is linked is a whole file', () => {
    const outcome = run('Bridge', 'report_pdf');
    if (outcome.kind !== 'result') throw new Error('no result');
    const text = Buffer.from(outcome.files[0]?.content ?? []).toString('latin1');
    const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    expect([text.slice(0, 8), text.slice(start, start + 4)]).toEqual(['%PDF-1.4', 'xref']);
  });
  test('results as a workbook are a zip whose sheet has a row for each point', () => {
    const outcome = run('Segment', 'export_results');
    if (outcome.kind !== 'result') throw new Error('no result');
    const text = Buffer.from(outcome.files[0]?.content ?? []).toString('latin1');
    const directory = text.lastIndexOf('PK\x05\x06');
    const start = Buffer.from(text, 'latin1').readUInt32LE(directory + 16);
    expect(text.slice(start, start + 4)).toBe('PK\x01\x02');
    expect(text.match(/<row>/g)?.length).toBe(1 + (text.match(/EP-\d+/g)?.length ?? 0));
  });
  test('a model has a solid for each pile', () => {
    const outcome = run('Foundation', 'model_3d');
    if (outcome.kind !== 'result') throw new Error('no result');
    const model = JSON.parse(Buffer.from(outcome.files[0]?.content ?? []).toString());
    expect(model.nodes).toHaveLength(38);
    expect(model.nodes.at(-1).name).toBe('pile_36');
  });
});

describe('ways to fail', () => {
  const errorOf = (outcome: Outcome) => (outcome.kind === 'error' ? outcome.error : null);
  test('a phase without water fails with words for people', () => {
    const params = edited(crossSection20022, { 'stability.phases.1.phreatic': [] });
    expect(errorOf(run('CrossSection', 'stability_data', params))).toMatchObject({
      type: 'error_user',
      message: "Phase 'Design flood' has no phreatic line.",
    });
  });
  test('forces without a template fail without a word', () => {
    expect(errorOf(run('Foundation', 'forces', foundation40052))).toEqual({
      type: 'error_code',
      message: '',
      invalid_fields: {},
      stack_trace: '',
    });
  });
  test('results without a template name the field', () => {
    expect(errorOf(run('Foundation', 'results_data', foundation40052))?.invalid_fields).toHaveProperty([
      'results.template',
    ]);
  });
  test('a farm of more than 200 turbines is too much for the wake', () => {
    const cache = { yield: Array.from({ length: 201 }, () => [1]) };
    const outcome = run('WindFarm', 'wake', edited(windFarm40001, { cache }));
    expect(errorOf(outcome)?.type).toBe('error_timeout');
  });
  test('a curtailment into an earlier month never ends', () => {
    const params = edited(turbine40011, { 'curtail.0.from_month': 11 });
    expect(run('Turbine', 'shadow', params).kind).toBe('endless');
  });
  test('a footing that never fits says which', () => {
    const params = edited(footing50001, { 'footings.rows.1.P': 1e9 });
    expect(errorOf(run('Controller', 'sizing_data', params))?.message).toBe(
      'No size up to 30 m is enough for mark A2.',
    );
  });
  test('a file that is no sounding is not processed', () => {
    expect(errorOf(run('Cpt', 'process_file', new Map()))?.message).toBe('Not a sounding: no #COLUMN lines.');
  });
  test('a file that is a sounding fills the params', () => {
    const file = Buffer.from(stubOf('CPT-1.gef', 1)).toString('latin1');
    const { set_params } = resultOf(run('Cpt', 'process_file', new Map(), { file }));
    const { measurements, ground_level } = set_params as {
      measurements: Record<string, unknown[]>;
      ground_level: number;
    };
    expect(ground_level).toBe(3.4);
    expect(Object.entries(measurements).map(([key, column]) => [key, column.length])).toEqual([
      ['corrected_depth', 120],
      ['qc', 120],
      ['fs', 120],
      ['u2', 120],
    ]);
  });
  test('a report of an archive has a link that has expired', () => {
    const outcome = run('Bridge', 'make_report', edited(bridge30017, { 'report.date': '2019-05-01' }));
    expect(outcome.kind === 'result' && outcome.files[0]?.is_expired).toBe(true);
  });
});
