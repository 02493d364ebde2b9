import { axis, type Point, ring } from './geometry.ts';
import { Random } from './random.ts';
import { print, type Value } from './value.ts';

/** Params that try the limits of whatever reads them, as raw text. */
const text = (value: Value): string => print(value);
const here: Point = { lat: 51.91, lon: 5.44 };

export const numbers =
  '{"point":{"x":0.30000000000000004,"y":1e-9,"ground":1e21},"cross":{"extend_river":-0,"extend_land":12345678901234567},"resolution":3.0,"view":{"scenario":"12,5","autoscale":true},"model_layers":null,"layers":{"long":3.14159265358979323846264338327950288,"three":3,"spaced":[ 1.0 , 1e-05,1E5 ]}}';
export const protoKey =
  '{"__proto__":{"polluted":true},"constructor":{"name":"none"},"point":{"x":157218.4,"y":433031.9,"ground":3.42,"__proto__":1},"toString":"text","":"empty key","a.b":{"c/d":1},"resolution":0.5}';
export const dates =
  '{"general":{"supplier":"Sondeer Oost","campaign_start":"1899-12-31","campaign_end":"2024-02-29","remarks":"","reviewed":"2024-05-02T00:00:00","standard":null}}';
export const noDate =
  '{"general":{"supplier":"","campaign_start":null,"campaign_end":"2024-05-02T00:00:00","remarks":"","standard":null}}';
export const gone =
  '{"inputs":{"sources":{"investigation":20999,"library":30002,"rasters":[60999,60015]}},"entry_line":60998,"chainage_step":25,"axis":null}';
export const misfits =
  '{"inputs":{"sources":{"investigation":"see drawing","library":20002,"rasters":"none"}},"alignment":{"line":{"reverse":"yes","river_side":0}},"chainage_step":"","axis":null,"soils":null}';
export const nulls =
  '{"condition":{"documents":null,"restrictions":null,"flag":"not set"},"info":{"use":"road","built":1963,"notes":null},"segments":null,"structure":{"rebar":{"cover_top":"","cover_bottom":"12,5"}}}';
export const missing = '{"point":{"x":157218.41730092181,"y":433031.90255718404,"ground":3.42}}';
export const staleOption =
  '{"stability":{"setup":{"method":"fellenius","drainage":["Peat","Loam (old)"],"traffic":13},"phases":[],"remarks":""},"geometry":{"profile":{"chainage":3.2,"road":false,"points":[]},"berm":{"width":12.25,"slope":"3"}}}';
export const labelInTable =
  '{"visit":{"date":"2024-04-02","inspectors":[],"weather":"Rain","temperature":10,"access":[]},"elements":{"overview":null,"rows":[{"element":"Edge beam","defect":"Spalling of concrete","severity":4,"extent":5,"place":null,"photos":[],"text":"","action":"Repair","cost":1200}]},"conclusion":{"text":"","score":3,"signed":false,"signed_on":null,"signed_by":""}}';
export const orphans =
  '{"from_km":3.1,"to_km":3.6,"river_level":10.2,"damping":0.9,"hydraulics":{"model":{"method":"1"},"old_head":2.9,"damping":0.9,"leakage":{"rows":[]}},"form_v1":{"factor":"1,15"}}';

const geo = (polygon: Value): string => text({ polygon, from_km: 5, to_km: 5.5 });
export const nullIsland = text({ info: { location: { lat: 0, lon: 0 }, object_no: 'BR-0000' } });
export const openPolygon = geo(ring(here, 6, 200, new Random('open')).slice(0, -1));
export const crossing = geo([
  here,
  { lat: 51.912, lon: 5.444 },
  { lat: 51.91, lon: 5.444 },
  { lat: 51.912, lon: 5.44 },
  here,
]);
export const repeated = geo([
  here,
  here,
  { lat: 51.911, lon: 5.44 },
  { lat: 51.911, lon: 5.44 },
  { lat: 51.911, lon: 5.443 },
  here,
]);
export const swapped = text({ info: { location: { lat: 4.90014, lon: 52.372851 }, object_no: 'BR-0418' } });
export const manyVertices = text({ axis: axis(here, 5000, new Random('vertices')), chainage_step: 25 });

const remarks = (value: string): string =>
  text({ general: { supplier: '', campaign_start: null, remarks: value } });
const sentence = 'Between Lockhouse and the pumping station the peat layer is thinner than assumed in 2017. ';
export const longText = remarks(sentence.repeat(90).slice(0, 8000));
export const blankText = remarks(' \n\t \u00a0 ');
export const markdown = remarks(
  '# Title\n\n- **bold** and `code`\n- [link](https://example.com)\n\n| a | b |\n| - | - |\n| 1 | 2 |',
);
export const html = remarks(
  '<script>document.title = "changed"</script><img src=x onerror=alert(1)> & <b>bold</b>',
);
export const jsonText = remarks('{"a": [1, 2, {"b": null}], "c": "quote \\" inside"}');
export const lineEnds = [
  remarks('first line\r\nsecond line\r\nthird line'),
  remarks('first line\nsecond line\nthird line'),
];
export const accents = [
  remarks('Tomás measured the façade at Überführung A 7.'),
  remarks('Toma\u0301s measured the fac\u0327ade at U\u0308berfu\u0308hrung A 7.'),
];

const row = (index: number): Value => ({
  lab_no: `24-${1000 + index}`,
  depth: index / 10,
  kind: 'DSS',
  value: 0.4 + (index % 7) / 100,
  date: '2024-05-02',
});
const tests = (rows: Value[]): string =>
  text({ general: { name: 'Rows' }, tests: { rows, reports: [], reviewed: null } });
export const equalRows = [3, 4].map((count) => tests(Array.from({ length: count }, () => row(1))));
const many = Array.from({ length: 200 }, (_, index) => row(index));
const movedOne = [...many.slice(0, 20), ...many.slice(21, 150), many[20] as Value, ...many.slice(150)];
export const movedRow = [tests(many), tests(movedOne)];
export const duplicateKeys = [
  tests([row(1), row(2), { ...(row(1) as object), value: 0.5 }]),
  tests([{ ...(row(1) as object), value: 0.51 }, row(2), { ...(row(1) as object), value: 0.5 }]),
];
export const longTable = tests(Array.from({ length: 2000 }, (_, index) => row(index)));

const coloured = (colour: Value): string => text({ general: { name: 'Colour', colour } });
export const colours = [coloured([31, 111, 235]), coloured('#1f6feb'), coloured({ r: 31, g: 111, b: 235 })];

/** About 3 MB under a hidden key. */
export function hiddenMegabytes(): string {
  const random = new Random('megabytes');
  const column = (): Value => Array.from({ length: 40_000 }, () => random.between(0, 30));
  return text({
    ground_level: 3.58,
    water_level: 2.6,
    measurements: { qc: column(), fs: column(), Rf: column(), u2: column() },
  });
}
