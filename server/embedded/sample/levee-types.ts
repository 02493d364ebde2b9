import { type SampleType, typeOf } from './types.ts';

const soils = 'Cover clay, Peat, Holocene sand, Deep clay, Pleistocene sand';

/** Workspace 11: reaches, segments and calculation points of a levee, soundings and borings, a soil library. */
export const leveeTypes: readonly SampleType[] = [
  {
    ...{
      id: 4101,
      name: 'Programme',
      label: 'Programme',
      top: 'section',
      children: [4102, 4106],
      childrenAs: 'Cards',
    },
    views: 'overview_map:geojson',
    fields: `
general.client | option | Client | | waterboard=Water board Aarle, province=Province, ministry=Ministry | "waterboard"
general.contract_no | text | Contract number
general.start | date | Start
general.finish | date | Planned finish
general.colour | color | Map colour | | | {"r":31,"g":111,"b":235}
general.scope | textarea | Scope
team.members | table | Team | | {name:text ~Ilse / Tomás / Noor / Wout; role:option lead, engineer, reviewer; share:integer[%] ~10..100}`,
  },
  {
    ...{
      id: 4102,
      name: 'LeveeReach',
      label: 'Levee reach',
      top: 'tab',
      children: [4103],
      childrenAs: 'Table',
    },
    views: 'reach_map:geojson_and_data, layers_along:plotly, reach_data:data',
    summary: 'length:Length:km,segments:Segments:',
    fields: `
axis@alignment.line.axis | polyline | Levee axis
chainage_step@alignment.line.chainage_step | number | Chainage step | m | 5..100 d0 | 25
alignment.line.reverse | boolean | Reverse chainage
alignment.line.river_side | option | River side | | radio-inline:left, right | "left"
inputs.sources.investigation | entity | Investigation | | InvestigationFolder sibling
inputs.sources.library | entity | Soil library | | MaterialLibrary
entry_line@inputs.sources.entry_line | file | Entry line | | .zip
inputs.sources.rasters | files | Bathymetry tiles | | .tif
soils.table | table | Soils of this reach | | {name:text ~Cover clay / Peat / Holocene sand / Deep clay / Pleistocene sand; colour:text ~128,128,96 / 110,70,30 / 238, 214, 60; aquifer:boolean; gamma_dry:number[kN/m³] ~10..18 d1; gamma_wet:number[kN/m³] ~10.5..20 d1; k_hor:number[m/d] ~0.01..25; k_vert:number[m/d] ~0.002..9 d3; d70:number[mm] ~0.12..0.4}
soils.classification | table | From model class to soil | | {model_class:option Unclassified, Peat, Clay, Fine sand, Medium sand, Coarse sand; top:text ~- / -4.5 / -6; bottom:text ~- / -4.5 / -6; soil:option ${soils}}
soils.min_aquifer | number | Minimum aquifer thickness | m | 0.1..5 d1 | 1
generation.rows | array | Segments to make | | {name:text ~4-01 / 4-02 / 4-03; from_km:number[km] ~0..30; to_km:number[km] ~0..31; norm:option num:3000=1/3000, 10000=1/10000, 30000=1/30000}
generation.make | button | Make segments | | make_segments
generation.export | button | Export alignment | | export_alignment`,
  },
  {
    ...{
      id: 4103,
      name: 'Segment',
      label: 'Segment',
      top: 'step',
      children: [4104, 4105],
      childrenAs: 'Table',
    },
    views:
      'area_map:geojson, layout_chart:plotly, piping_data:data, piping_table:table, results_map:geojson_and_data',
    summary: 'from_km:From:km,to_km:To:km,worst:Lowest factor:,points:Exit points:,method:Model:',
    fields: `
polygon@schematisation.area.polygon | polygon | Segment area
from_km@schematisation.area.from_km | number | From | km | 0..60
to_km@schematisation.area.to_km | number | To | km | 0..60
river_level@hydraulics.model.river | number | River level | m NAP | -2..20 ~9..12.5
polder_level@hydraulics.model.polder | number | Polder level | m NAP | -8..10 ~1.5..4 d1
ditch_level@hydraulics.model.ditch | number | Ditch water level | m NAP | ~1.2..3.8
damping@hydraulics.model.damping | number | Damping factor r | - | 0..1 s0.01 slider ~0.6..1 | 1
grid_dx@exit_points.grid.dx | number | Spacing along | m | 1..200 ~15..40 d0 | 25
grid_dy@exit_points.grid.dy | number | Spacing across | m | 1..200 ~15..40 d0 | 25
n_points | hidden | Number of points | | | 0
ditches | hidden | Ditches
schematisation.safety.model_factor | number | Model factor $γ_{b}$ | - | 1..1.3 s0.1 d1 | 1.0
schematisation.safety.piping | number | Piping $γ_{pip}$ | - | 0.. ~1..1.3 d1 | 1.0
schematisation.safety.uplift | number | Uplift $γ_{up}$ | - | 0.. ~1..1.3 d1 | 1.0
schematisation.safety.heave | number | Heave $γ_{he}$ | - | 0.. ~1..1.3 d1 | 1.0
schematisation.soil.shown | option | Scenario to show | | Base, Thin cover, Two aquifers
schematisation.soil.scenarios | array | Scenarios | | {name:text ~Base / Thin cover / Two aquifers; weight:number 0..1 s0.01; bottom:number[m NAP] ~-35..-25 d0; k1:number[m/d] ~3..25 d5; d70_1:number[mm] ~0.18..0.36; has_second:boolean; k2:number[m/d] ~3..25 d5; d70_2:number[mm] ~0.18..0.36; layers:table{soil:option ${soils}; top:number[m NAP] ~-9..4; aquifer:boolean}}
schematisation.soil.get_layers | button | Fetch layers here | | fetch_layers
hydraulics.model.method | option | Groundwater model | | 0=Level 0 fixed head, 1=Level 1 damped, 2=Level 2 leakage length, 3=Level 3 head file | "1"
hydraulics.leakage.rows | array | Leakage lengths | | {scenario:option Base, Thin cover, Two aquifers; foreland:number[m] ~40..200 d0; hinterland:number[m] ~200..900 d1}
exit_points.grid.on | boolean | Grid in hinterland | | | true
exit_points.manual.points | polyline | Points by hand
exit_points.make | button | Make exit points | | make_exit_points
results.view.scenario | option | Scenario | | Base, Thin cover, Two aquifers
results.view.combined | boolean | Combine scenarios
results.view.point | entity | Point to show | | ExitPoint child
results.view.cpt | entity | CPT beside it | | Cpt
results.edit.by | option | Select by | | radio-inline:click, polygon | "click"
results.edit.area | polygon | Area to change
results.edit.note | textarea | Why changed
results.download | button | Results as xlsx | | export_results`,
  },
  {
    ...{ id: 4104, name: 'CrossSection', label: 'Cross-section', top: 'tab' },
    views: 'profile:plotly, stability_data:data',
    summary: 'factor:Governing factor:,phase:Phase:',
    fields: `
geometry.profile.chainage | number | Chainage | km | ~0..31 d3
geometry.profile.road | boolean | Road on crest
geometry.profile.points | table | Profile points | | {name:option toe out, crest out, crest in, berm in, toe in, ditch; x:number[m] ~-40..45 d1; z:number[m NAP] ~2..12}
geometry.berm.width | number | Berm width | m | 0..40 s0.5 slider d1 | 0
geometry.berm.slope | option | Slope 1: | | num:2, 2.5, 3, 4, 5 | 3
stability.setup.method | option | Method | | bishop=Bishop, uplift_van=Uplift-Van, spencer=Spencer | "uplift_van"
stability.setup.drainage | multiselect | Undrained layers | | ${soils}
stability.setup.traffic | number | Traffic load | kPa | 0..30 ~5..15 d1 | 13
stability.phases | array | Phases | | {name:text ~Daily / Design flood / Drawdown; kind:option daily, flood, drawdown; river:number[m NAP] ~6..12; factor:number ~1.02..1.7 d3; phreatic:table{x:number[m] ~-40..45 d0; z:number[m NAP] ~2..11 d1}}
stability.remarks | textarea | Remarks`,
  },
  {
    ...{ id: 4105, name: 'ExitPoint', label: 'Exit point', top: 'section' },
    views: 'point_data:data, section:plotly',
    summary: 'x:X:m,y:Y:m,uplift:Uplift:,heave:Heave:,piping:Piping:',
    fields: `
point.x | number | X (grid) | m | ~157200..159400 d11
point.y | number | Y (grid) | m | ~433000..434900 d11
point.ground | number | Ground level | m NAP | ~2.6..4.1
cross.extend_river | number | Extend on river side | m | 0..500 ~0..20 d0 | 0
cross.extend_land | number | Extend on land side | m | 0..500 ~20..80 d0 | 30
resolution@cross.resolution | number | Resolution | m | 0.25..5 | 0.5
view.scenario | option | Scenario | | Base, Thin cover, Two aquifers
view.autoscale | boolean | Autoscale | | | true
model_layers | hidden | Layers of the model
layers | hidden | Layers`,
  },
  {
    ...{
      id: 4106,
      name: 'InvestigationFolder',
      label: 'Soil investigation',
      top: 'section',
      children: [4107, 4108, 4111, 4112],
      childrenAs: 'Table',
    },
    fields: `
general.supplier | text | Supplier | | ~Grondwerk Delta / Sondeer Oost / Boorbedrijf Veenstra
general.campaign_start | date | Start
general.campaign_end | date | End
general.standard | option | Standard | | NEN-EN-ISO 22476-1:2012, NEN-EN-ISO 22476-1:2023
general.remarks | textarea | Remarks`,
  },
  {
    ...{ id: 4107, name: 'Cpt', label: 'CPT', top: 'tab', file: ['.gef', '.xml'] },
    views: 'log:web, cpt_data:data',
    summary: 'ground_level:Ground level:m NAP,depth:Depth:m,height_system:Height system:,x_rd:X:m,y_rd:Y:m',
    fields: `
ground_level@cpt.props.ground_level | number | Ground level | m NAP | ~2.6..4.4
water_level@cpt.props.water_level | number | Phreatic level | m NAP | ~1.6..2.9 d1
x_rd@cpt.props.x | number | X (grid) | m | ~157200..159400
y_rd@cpt.props.y | number | Y (grid) | m | ~433000..434900
cpt.props.min_layer | number | Minimum layer | mm | 0.. s50 ~100..300 d0 | 200
soil_layout@cpt.layers.table | table | Layers | | {soil:option ${soils}; top:number[m NAP] ~-9..4}
cpt.layers.reset | button | Original layers | | reset_layers
cpt.layers.filter | button | Drop thin layers | | filter_layers
headers | hidden | Headers
measurements | hidden | Measurements
soil_layout_original | hidden | Original layers`,
  },
  {
    ...{ id: 4108, name: 'Borehole', label: 'Borehole', top: 'section', file: ['.gef'] },
    fields: `
log.date | date | Date
log.depth | number | Depth | m | ~6..24 d1
log.drilled_by | text | Drilled by | | ~Boorbedrijf Veenstra / Grondwerk Delta
layers@log.layers | table | Layers | | {top:number[m] ~0..18 d1; bottom:number[m] ~0.4..20 d1; main:option sand, clay, peat, gravel, loam; colour:text ~dark grey-brown / grey / brown / yellow-grey; text:text ~Clay, strongly sandy, roots, bits of brick / Sand, fine, slightly silty, shells / Veen, mineraalarm, houtresten / Klei, zwak siltig, plantenresten}
headers | hidden | Headers`,
  },
  {
    ...{
      id: 4109,
      name: 'MaterialLibrary',
      label: 'Soil library',
      top: 'section',
      children: [4110],
      childrenAs: 'Table',
    },
    fields: 'general.remarks | textarea | Remarks',
  },
  {
    ...{ id: 4110, name: 'SoilMaterial', label: 'Soil material', top: 'tab' },
    summary: 'gamma_wet:γ wet:kN/m³,model:Model:',
    fields: `
general.name | text | Name | | ~Clay, organic / Peat, fibrous / Sand, fine / Loam, sandy
general.code | autocomplete | Class | | Kz1, Kz2, Kz3, Ks1, Ks2, Ks3, Vk1, Vk3, Vm, Zs1, Zs2, Zk, Lz1, Lz3, Gz1
general.colour | color | Colour | | | {"r":128,"g":128,"b":128}
general.gamma_dry | number | $γ_{d}$ | kN/m³ | 8..24 ~10..18 d1
general.gamma_wet | number | $γ_{n}$ | kN/m³ | 8..24 ~10.5..20 d1
strength.model | option | Model | | mc=Mohr-Coulomb, shansep=SHANSEP | "mc"
strength.c | number | Cohesion c' | kPa | 0..200 ~0..12 d1
strength.phi | number | Friction angle φ' | ° | 0..50 ~18..36 d1
strength.S | number | Ratio S | - | ~0.2..0.5
strength.m | number | Exponent m | - | ~0.8..0.95
water.k_hor | number | Permeability, horizontal | m/d | 1e-9..1000 ~0.001..22 d3
water.k_vert | number | Permeability, vertical | m/d | 1e-9..1000 ~0.001..9 d3
water.d70 | number | d70 | mm | ~0.12..0.5
tests.rows | table | Tests | | {lab_no:text ~24-1187 / 24-1203 / 25-0041 / 25-0112; depth:number[m] ~0.5..12 d1; kind:option triaxial, DSS, oedometer; value:number ~0.2..0.6; date:text ~2024-05-02 / 2024-05-14 / 2025-02-11}
tests.reports | files | Reports | | .pdf
tests.reviewed | date | Reviewed`,
  },
  {
    ...{
      id: 4111,
      name: 'Calculation',
      label: 'Calculation',
      top: 'section',
      flags: { allow_saving: false },
    },
    fields: 'result.factor | number | Factor | - | d3',
  },
  {
    ...{ id: 4112, name: 'Dashboard', label: 'Dashboard', top: 'section', flags: { views_only: true } },
    views: 'overview_map:geojson',
    fields: '',
  },
].map((source) => typeOf(source as Parameters<typeof typeOf>[0]));
