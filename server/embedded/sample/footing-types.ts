import { type SampleType, typeOf } from './types.ts';

/** Workspaces 14 and 15: one form. */
export const footingTypes: readonly SampleType[] = [
  {
    ...{ id: 4401, name: 'Controller', label: 'Footing', top: 'section' },
    views: 'sizing_data:data, reaction_table:table, plan:image, report:web',
    fields: `
project.title | text | Project | | ~Loods Oost / Hal 4 / Office extension / Test
project.date | date | Date
project.units | option | Units | | radio-inline:SI, US | "SI"
project.logo | file | Logo | | .png
ground.pressure | number | Allowable pressure | kPa | 25..1000 ~80..300 d0 | 160
ground.water | boolean | Groundwater above base
ground.water_depth | number | Water depth | m | ~0.4..3 d1
ground.soil | autocomplete | Soil | | Sand loose, Sand medium dense, Sand dense, Clay stiff, Clay soft, Loam
footings.rows | table | Column reactions | | {mark:text ~A1 / A2 / B1 / B4 / C2; P:number[kN] ~300..1600 d0; My:number[kNm] ~-60..120 d1; Mz:number[kNm] ~-60..120 d1; group:option A, B, C}
footings.thickness | number | Thickness | m | 0.1..2 s0.05 ~0.3..1 | 0.55
footings.ratio | number | Length to width | - | 1..3 s0.1 slider d1 | 1.3
footings.round | option | Round to | mm | num:50, 100 | 100
footings.special | array | Exceptions | | {mark:option A1, A2, B1, B4, C2; width:number[m] ~1..4 d1; length:number[m] ~1..4 d1; reason:textarea; until:date}
checks.which | multiselect | Checks | | bearing, kern, punching, settlement | ["bearing","kern"]
checks.factor | number | Safety factor | - | 1..3 ~1.3..2 d1 | 1.5
checks.sketch | hidden | Sketch
chat | chat | Assistant`,
  },
].map((source) => typeOf(source as Parameters<typeof typeOf>[0]));
