import { type SampleType, typeOf } from './types.ts';

/** Workspace 13: a wind farm in design. */
export const windTypes: readonly SampleType[] = [
  {
    ...{
      id: 4301,
      name: 'WindFarm',
      label: 'Wind farm',
      top: 'step',
      children: [4302, 4304, 4307],
      childrenAs: 'Cards',
    },
    views: 'site_map:geojson_and_data, wind_rose:image, wake:image_and_data, layout_table:table',
    summary: 'turbines:Turbines:,power:Power:MW,yield:Yield:GWh/y,noise:Highest noise:dB(A)',
    fields: `
site.boundary | polygon | Site boundary
site.keep_out | array | Keep-out areas | | {name:text ~Farm / Gas main / Nature area; area:polygon; buffer:number[m] ~80..400 d1; reason:option houses, gas pipe, nature, radar}
site.area | output | Area | km²
wind.source | option | Source | | radio:atlas, campaign | "atlas"
wind.campaign | entity | Campaign | | WindCampaign child
wind.sectors | option | Direction bins | | num:8, 12, 16, 36 | 12
wind.roughness | number | Roughness length $z_{0}$ | m | 0.0001..2 ~0.01..0.2 d3 | 0.03
wind.rose | table | Wind rose | | {sector:integer ~0..330; freq:number[%] ~4..17 d1; A:number[m/s] ~7..11.5 d1; k:number ~1.9..2.4}
layout.model | entity | Turbine | | TurbineModel
layout.spacing | number | Spacing | rotor diameters | 3..12 s0.5 slider d1 | 5
layout.direction | number | Wind direction shown | ° | 0..359 slider d0 | 240
layout.colour_by | option | Colour by | | yield, noise, foundation | "yield"
layout.colours | array | Colour scale | | {limit:number ~35..50 d0; colour:color}
optimise.iterations | integer | Iterations | | 2..200 | 20
optimise.weights | table | Weights | | {goal:option yield, noise, cable; weight:number ~0..1 d1}
optimise.run | button | Optimise | | optimise_layout
cache | hidden | Yields`,
  },
  {
    ...{ id: 4302, name: 'Turbine', label: 'Turbine', top: 'section', children: [4303], childrenAs: 'Table' },
    views: 'place_map:geojson, turbine_data:data, shadow:plotly',
    summary: 'mode:Mode:,hub_height:Hub height:m,margin:Noise margin:dB(A)',
    fields: `
position.point | point | Place
position.elevation | number | Elevation | m | ~0.5..6 d1
position.locked | boolean | Locked
machine.model | entity | Model | | TurbineModel
machine.hub_height | number | Hub height | m | 60..180 ~100..140 d0
machine.mode | option | Mode | | normal, noise 1, noise 2, off | "normal"
noise.receptors | table | Receptors | | {name:text ~Duinlust farm / Zandweg 12 / Noordlaan 3; distance:number[m] ~400..1800 d1; limit:number[dB(A)] ~44..47 d0; level:number[dB(A)] ~36..47 d1}
checks.bird_radar | boolean | Bird radar
checks.remarks | textarea | Remarks
foundation.selected | entity | Foundation | | Foundation child
curtail | array | Curtailment | | {from_month:integer ~1..6; to_month:integer ~7..12; at_night:boolean; above:number[m/s] ~4..8 d1}`,
  },
  {
    ...{ id: 4303, name: 'Foundation', label: 'Foundation', top: 'step' },
    views: 'model_3d:geometry, forces:plotly, pile_table:table, results_data:data',
    summary: 'count:Piles:,volume:Concrete:m³,steel:Steel:t,utilisation:Utilisation:',
    fields: `
geo.mast.diameter | number | Mast diameter | m | 2..8 ~4..5.5 d1 | 4.6
geo.mast.vertical | number | Vertical force | kN | ~3500..4800 d0 | 3800
geo.mast.horizontal | number | Horizontal force | kN | ~1200..1600 d0 | 1350
geo.mast.moment | number | Overturning moment | kN·m | ~120000..190000 d0 | 140000
geo.mast.linked | boolean | Take from turbine | | | true
geo.slab.shape | option | Shape | | radio-inline:round, octagon, cross | "round"
geo.slab.diameter | number | Slab diameter | m | 10..30 ~17..24 d1 | 19
geo.slab.edge | number | Thickness at the edge | m | 0.3..6 ~0.7..1.2 d1 | 0.9
geo.slab.centre | number | Thickness in the centre | m | 0.3..6 ~2.2..3.4 d1 | 2.8
geo.piles.count | integer | Piles | | 6..80 ~24..48 | 28
geo.piles.length | number | Length | m | ~14..26 d1 | 18
geo.piles.diameter | number | Diameter | mm | ~380..560 d0 | 450
geo.piles.rings | array | Rings | | {radius:number[m] ~5..11; number:integer ~8..36; rake:number[°] ~0..10 d0; first:number[°] ~0..20 d0}
ground.profile | table | Profile | | {layer:text ~Dune sand, loose / Clay / Sand, dense / Peat; top:number[m] ~-12..4 d1; qc:number[MPa] ~0.5..26 d1; gamma:number[kN/m³] ~12..20 d1; friction:number[%] ~0.6..5 d1}
ground.tip | number | Tip spring | kN/m | 1e3..1e6 ~40000..80000 d0 | 45000
ground.lateral | number | Lateral spring | kN/m/m | ~7000..14000 d0 | 9000
rebar.concrete | option | Concrete | | C30/37, C35/45, C40/50, C45/55, C50/60 | "C35/45"
rebar.exposure | multiselect | Exposure | | XC2, XC4, XD1, XF1, XA2 | ["XC2","XF1"]
rebar.layers | array | Layers | | {place:option top radial, top ring, bottom radial, bottom ring, shear; dia:option num:12, 16, 20, 25, 32; spacing:number[mm] ~120..320 d0; count:integer ~1..4}
results.combinations | array | Combinations | | {label:text ~LC1 extreme / LC2 operating / LC3 fatigue; M_Ed:number[kN·m] ~50000..180000 d1; N_Ed:number[kN] ~-4800..-3500 d0; V_Ed:number[kN] ~400..1600 d1; on:boolean}
results.template | file | Solver template | | .esa
results.picked | picks | Piles to report
results.export | button | Solver input | | export_input`,
  },
  {
    ...{ id: 4304, name: 'WindCampaign', label: 'Wind data', top: 'section', file: ['.csv', '.nc'] },
    fields: `
meta.from | date | From
meta.to | date | To
meta.height | number | Height | m | ~80..140 d0
meta.gaps | table | Gaps | | {from:text ~2024-01-03 / 2024-11-20; to:text ~2024-01-09 / 2024-11-22; reason:text ~icing / power / lightning}
stats | hidden | Hourly values`,
  },
  {
    ...{
      id: 4305,
      name: 'ModelLibrary',
      label: 'Turbine library',
      top: 'section',
      children: [4306],
      childrenAs: 'Cards',
    },
    fields: 'general.remarks | textarea | Remarks',
  },
  {
    ...{ id: 4306, name: 'TurbineModel', label: 'Turbine model', top: 'section' },
    views: 'curve:plotly',
    summary: 'rated:Rated power:MW,diameter:Rotor:m',
    fields: `
general.maker | text | Maker | | ~Norrvind / Zephyra / Kaastra
general.type | text | Type | | ~NV-136 / ZX-5.2 / K150
general.rated | number | Rated power | MW | ~3..7 d1
rotor.diameter | number | Rotor | m | ~110..170 d0
rotor.hub_options | multiselect | Hub heights | m | num:91, 105, 119, 134, 150
colour | color | Colour
curve.power | table | Power curve | | {v:number[m/s] ~3..25 d1; p:number[kW] ~30..5000 d0; ct:number ~0.1..0.9}
datasheet | files | Data sheets | | .pdf
approved | boolean | Approved
approved_on | date | Approved on`,
  },
  {
    ...{ id: 4307, name: 'CostCase', label: 'Cost case', top: 'section' },
    views: 'cost_data:data, cost_tree:plotly',
    summary: 'total:Total:€,per_mw:Per MW:€',
    fields: `
input.prices | table | Prices | | {item:text ~Concrete C35-45 / Reinforcement / Piles / Cable / Crane; unit:text ~m³ / kg / m / day; price:number[€] ~1..2400; index:number[%] ~-2..6 d1}
input.discount | number | Discount rate | % | 0..15 ~3..8 | 5
input.years | integer | Years | | 10..35 | 25
input.turbines | entities | Turbines | | Turbine
result.note | textarea | Note`,
  },
].map((source) => typeOf(source as Parameters<typeof typeOf>[0]));
