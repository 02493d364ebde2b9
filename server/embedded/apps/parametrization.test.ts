import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  EditorSession,
  nodesOf,
  nodeType,
  type ParametrizationNode,
  ParametrizationResult,
  rowNodes,
} from '../../../contract/parametrization.ts';
import { openTestEnvironment, type TestEnvironment, type TestRequest } from '../testing.ts';
import { segment20019 } from '../worlds/levee/printed.ts';
import { edited, print } from '../worlds/values.ts';
import { appWorld } from './testing.ts';

let environment: TestEnvironment;
beforeAll(async () => {
  environment = await openTestEnvironment({
    records: appWorld(),
    permissions: [
      { user_id: 109, workspace_id: 11, level: 'navigate', can_write: false, below_entity_id: null },
      { user_id: 105, workspace_id: null, level: 'all', can_write: false, below_entity_id: null },
    ],
  });
});
afterAll(() => environment.close());

const paths: Record<string, string> = {};
for (const [w, id] of [
  [11, 20001],
  [11, 20002],
  [11, 20003],
  [11, 20004],
  [11, 20008],
  [11, 20019],
  [11, 20022],
  [11, 20043],
  [11, 20311],
  [11, 20702],
  [12, 30001],
  [12, 30002],
  [12, 30017],
  [12, 30021],
  [12, 30033],
  [12, 30040],
  [12, 30050],
  [13, 40001],
  [13, 40002],
  [13, 40011],
  [13, 40052],
  [13, 40180],
  [13, 40204],
  [13, 40301],
  [15, 51001],
] as const) {
  paths[id] = `/workspaces/${w}/entities/${id}`;
}
const post = (path: string, body: unknown = {}, request: TestRequest = {}): Promise<Response> =>
  environment.fetch(path, { method: 'POST', body, ...request });

async function resolve(id: number, params: unknown = {}): Promise<ParametrizationNode[]> {
  const body = `{"params":${typeof params === 'string' ? params : JSON.stringify(params)}}`;
  const answer = await post(`${paths[id]}/parametrization/`, body);
  const text = await answer.text();
  expect(answer.status, text.slice(0, 500)).toBe(200);
  expect(text).not.toContain('_rule"');
  return ParametrizationResult.parse(JSON.parse(text)).content?.parametrization ?? [];
}
function fields(nodes: ParametrizationNode[]): ParametrizationNode[] {
  const containers = ['step', 'page', 'tab', 'section'];
  return nodes.flatMap((node) =>
    containers.includes(nodeType(node.type)) ? [node, ...fields(nodesOf(node.content))] : [node],
  );
}
async function field(id: number, path: string, params: unknown = {}): Promise<ParametrizationNode> {
  const found = fields(await resolve(id, params)).find((node) => node.parametrization_path === path);
  if (found === undefined) throw new Error(`${path} is not in the form.`);
  return found;
}
const values = (node: ParametrizationNode): unknown[] =>
  (node.options as unknown as { value: unknown }[]).map(({ value }) => value);

describe('the form of every sample type', () => {
  test.each(Object.keys(paths))('entity %s has a form in the shape of the contract', async (id) => {
    const nodes = fields(await resolve(Number(id)));
    for (const node of nodes) {
      if (nodeType(node.type) === 'linebreak') continue;
      expect(node.parametrization_path).toMatch(/\w/);
      if (['table', 'dynamicarray'].includes(nodeType(node.type))) {
        expect(rowNodes(node).length).toBeGreaterThan(0);
      }
    }
  });
});

describe('resolved for the params sent', () => {
  test('a field that depends on another is shown when that one says so', async () => {
    const path = 'results.edit.area';
    expect((await field(20019, path)).visible).toBe(false);
    expect((await field(20019, path, { results: { edit: { by: 'polygon' } } })).visible).toBe(true);
  });
  test('options list the names in a table of the params', async () => {
    const params = { schematisation: { soil: { scenarios: [{ name: 'Base' }, { name: 'Thin' }] } } };
    expect(values(await field(20019, 'schematisation.soil.shown', params))).toEqual(['Base', 'Thin']);
  });
  test('options that an entity above decides are its names', async () => {
    expect(values(await field(20043, 'view.scenario'))).toEqual(['Base', 'Thin cover', 'Two aquifers']);
  });
  test('a limit follows the field it names, as it was spelled', async () => {
    const answer = await post(`${paths[20019]}/parametrization/`, '{"params":{"from_km":12.50}}');
    expect(await answer.text()).toContain('"options":{"max":60,"min":12.50}');
  });
  test('a declared limit that is narrower stays', async () => {
    const slab = await field(40052, 'geo.slab.diameter', { geo: { mast: { diameter: 4.6 } } });
    expect(slab.options).toEqual({ min: 10, max: 30 });
  });
  test('a step is enabled when its condition holds', async () => {
    expect((await field(40001, 'optimise')).enabled).toBe(false);
    expect((await field(40001, 'optimise', { layout: { model: 40204 } })).enabled).toBe(true);
  });
  test('defaults count where the params have nothing', async () => {
    expect((await field(20008, 'strength.S')).visible).toBe(false);
    expect((await field(20008, 'strength.S', { strength: { model: 'shansep' } })).visible).toBe(true);
  });
  test('rows tell what differs in them from a new row', async () => {
    const bars = await field(30017, 'structure.rebar.array', {
      bars: [{ extra: true }, { extra: false }],
      segments: [{}, {}, {}, {}],
    });
    expect(bars.row_states).toEqual([{ d_extra: { visible: true }, s_extra: { visible: true } }, {}]);
    const where = rowNodes(bars).find((node) => node.name === 'where');
    expect(where && values(where)).toHaveLength(9);
  });
  test('outputs are computed, from other entities too', async () => {
    const score = await field(30017, 'condition.score', { condition: { last_inspection: 30021 } });
    expect(score.value).toBe(1);
    const points = await field(20019, 'exit_points.grid.count', print(segment20019));
    expect(points.value).toBeGreaterThan(10);
  });
  test('a callback that fails is told at its field, and the rest of the form stands', async () => {
    const shown = await field(20019, 'schematisation.soil.shown', {
      schematisation: { soil: { scenarios: null } },
    });
    expect(shown.callback_exceptions).toEqual(['schematisation.soil.scenarios holds no rows.']);
    const limited = await field(20019, 'schematisation.area.to_km', { from_km: 'see drawing' });
    expect(limited.callback_exceptions).toEqual(['min: from_km holds no number.']);
  });
  test('nothing is stored', async () => {
    const before = await (await environment.fetch(`${paths[20019]}/`)).text();
    await resolve(20019, { from_km: 1 });
    expect(await (await environment.fetch(`${paths[20019]}/`)).text()).toBe(before);
  });
  test('names differ from places where a field is stored elsewhere', async () => {
    expect((await field(20019, 'hydraulics.model.river')).name).toBe('river_level');
  });
  test('names the views of the type', async () => {
    const answer = await post(`${paths[40052]}/parametrization/`);
    const { content } = ParametrizationResult.parse(await answer.json());
    expect(content?.views?.map((view) => view.controller_method)).toContain('model_3d');
  });
});

describe('refusals', () => {
  const path = () => `${paths[20019]}/parametrization/`;
  test.each([
    ['{"params":[1]}', 'params'],
    ['{"editor_session":"x"}', 'editor_session'],
    ['[]', 'non_field_errors'],
  ])('%s is a 400 at %s', async (body, member) => {
    const answer = await post(path(), body);
    expect([answer.status, Object.keys((await answer.json()) as object)]).toEqual([400, [member]]);
  });
  test('a public workspace asks for a session, and gives one', async () => {
    const entity = '/workspaces/14/entities/50001';
    expect((await post(`${entity}/parametrization/`)).status).toBe(400);
    const session = EditorSession.parse(await (await post(`${entity}/session/`)).json());
    expect((await post(`${entity}/parametrization/`, session)).status).toBe(200);
  });
  test('needs the right to read params, not to write', async () => {
    expect((await post(path(), {}, { as: 109 })).status).toBe(403);
    expect((await post(path(), {}, { as: 105 })).status).toBe(200);
  });
  test('an entity that is not there is a 404', async () => {
    expect((await post('/workspaces/11/entities/99/parametrization/')).status).toBe(404);
  });
  test('an app that takes too long is a 504 as a page', async () => {
    const params = print(edited(segment20019, { grid_dx: 0.001, grid_dy: 0.001 }));
    const answer = await post(path(), `{"params":${params}}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([504, 'text/html; charset=utf-8']);
    expect(await answer.text()).toContain('504 Gateway Time-out');
  });
});
