import { toGrid } from '../../worlds/geometry.ts';
import { rounded } from '../../worlds/random.ts';
import { listAt, numberAt, textAt } from '../../worlds/values.ts';
import { type Method, type MethodInput, UserError } from '../method.ts';
import { areaFeature, csv, entityLink, figure, item, lineFeature, map, rowsIn } from '../parts.ts';
import { lengthOf, pointsOf } from '../plane.ts';

function overviewMap({ children }: MethodInput) {
  const reaches = children.filter(({ className }) => className === 'LeveeReach');
  const features = reaches.flatMap(({ id, name, params: value }) => {
    const axis = pointsOf(listAt(value, 'axis'));
    if (axis.length < 2) return [];
    return [
      lineFeature(String(id), axis, { title: name, stroke: '#1f6feb', entity_links: entityLink(name, id) }),
    ];
  });
  return { geojson: map(features) };
}

function reachData({ params: value, children }: MethodInput) {
  const axis = pointsOf(listAt(value, 'axis'));
  const soils = listAt(value, 'soils.table').length;
  return {
    data: [
      item('length', 'Length', lengthOf(axis) / 1000, { suffix: 'km', decimals: 3 }),
      item('vertices', 'Vertices of the axis', axis.length, { decimals: 0 }),
      item('segments', 'Segments', children.length, { decimals: 0 }),
      item('soils', 'Soils', soils, { decimals: 0, status: soils === 0 ? 'warning' : '' }),
    ],
  };
}

function reachMap(input: MethodInput) {
  const { params: value, children, name } = input;
  const axis = pointsOf(listAt(value, 'axis'));
  const segments = children.flatMap(({ id, name: called, params: own }) => {
    const ring = pointsOf(listAt(own, 'polygon'));
    return ring.length < 3
      ? []
      : [areaFeature(String(id), ring, { title: called, entity_links: entityLink(called, id) })];
  });
  const line = axis.length < 2 ? [] : [lineFeature('axis', axis, { title: name, stroke: '#1f6feb' })];
  const [start] = axis;
  const labels = start === undefined ? [] : [{ ...start, text: name, scale: 1 }];
  return { geojson: map([...line, ...segments], { labels }), data: reachData(input).data };
}

function layersAlong({ params: value }: MethodInput) {
  const length = lengthOf(pointsOf(listAt(value, 'axis')));
  const step = Math.max(5, numberAt(value, 'chainage_step', 25));
  const places = Array.from({ length: Math.max(2, Math.ceil(length / step)) }, (_, index) => index * step);
  const traces = rowsIn(listAt(value, 'soils.table')).map((row, layer) => ({
    type: 'scatter',
    mode: 'lines',
    name: textAt(row, 'name', `Layer ${layer + 1}`),
    x: places,
    y: places.map((place) => rounded(3.4 - layer * 2.6 - 0.6 * Math.sin(place / 410 + layer), 2)),
  }));
  return { plotly: figure('Layers along the reach', traces, ['Chainage [m]', 'Top [m NAP]'], true) };
}

/** Divides the axis into pieces of about 700 m; what is there already is replaced. */
function makeSegments({ params: value, name }: MethodInput) {
  const length = lengthOf(pointsOf(listAt(value, 'axis'))) / 1000;
  if (length <= 0) throw new UserError('Draw the levee axis first.', { axis: ['Draw a line.'] });
  const reach = /\d+/.exec(name)?.[0] ?? '1';
  const count = Math.max(1, Math.round(length / 0.7));
  const rows = Array.from({ length: count }, (_, index) => ({
    name: `${reach}-${String(index + 1).padStart(2, '0')}`,
    from_km: rounded((index * length) / count, 3),
    to_km: rounded(((index + 1) * length) / count, 3),
    norm: 10000,
  }));
  return { set_params: { generation: { rows } } };
}

function exportAlignment({ params: value, name, link }: MethodInput) {
  const rows = pointsOf(listAt(value, 'axis')).map((point, index) => {
    const { x, y } = toGrid(point);
    return [index + 1, point.lat, point.lon, rounded(x, 3), rounded(y, 3)];
  });
  const filename = `${name} alignment.csv`;
  const text = csv([['vertex', 'lat', 'lon', 'x', 'y'], ...rows]);
  return { download: { url: link(filename, 'text/csv', text), filename } };
}

export const reachMethods: Record<string, Method> = {
  reach_map: { seconds: 1, needs: ['children'], run: reachMap },
  layers_along: { seconds: 5, run: layersAlong },
  reach_data: { seconds: 1, needs: ['children'], run: reachData },
  make_segments: { seconds: 2, run: makeSegments },
  export_alignment: { seconds: 1, run: exportAlignment },
};
export const programmeMethods: Record<string, Method> = {
  overview_map: { seconds: 1, needs: ['children'], run: overviewMap },
};
