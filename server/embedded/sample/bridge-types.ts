import { type SampleType, typeOf } from './types.ts';

/** Workspace 12: a municipality's bridges with inspections, load ratings and documents. */
export const bridgeTypes: readonly SampleType[] = [
  {
    ...{
      id: 4201,
      name: 'Register',
      label: 'Bridge register',
      top: 'section',
      children: [4202, 4207],
      childrenAs: 'Cards',
    },
    fields: 'general.remarks | textarea | Remarks',
  },
  {
    ...{
      id: 4202,
      name: 'District',
      label: 'District',
      top: 'section',
      children: [4203],
      childrenAs: 'Table',
    },
    views: 'district_map:geojson_and_data, bridges:table',
    fields: `
general.code | text | Code
general.manager | option | Manager | | Priya Raman, Henrik Solberg, Ilse Verhagen
map.boundary | polygon | Boundary
map.colour | color | Colour
bulk.regenerate | button | Regenerate bridges | | regenerate_bridges`,
  },
  {
    ...{
      id: 4203,
      name: 'Bridge',
      label: 'Bridge',
      top: 'page',
      children: [4204, 4205, 4206],
      childrenAs: 'Table',
    },
    views:
      'location_map:geojson, top_view:plotly, long_section:plotly, cross_section:plotly, model_3d:geometry, combos:table, report_pdf:pdf',
    summary: 'built:Built:,flag:Flag:,spans:Spans:,length:Length:m,score:Score:,next_due:Due:',
    fields: `
info.object_no | text | Object number
info.bridge_name | text | Name
info.street | text | Street | | ~Sluiskade / Havenstraat / Molenweg / Kerkplein / Noordlaan
info.waterway | text | Crosses | | ~Noorder Vaart / Zijlgracht / Oude Lei / Ringvaart
info.location | point | Location
info.built | text | Year built | | ~1963 / ca. 1910 / 1931-1974 / 1958 / 1987 / 2004
info.use | multiselect | Use | | road, tram, cycle, foot, rail
info.owner | autocomplete | Owner | | Municipality, Water board, Province, Rail company, Private
info.monument | boolean | Listed
info.photo | file | Photo | | .jpg
info.notes | textarea | Notes
structure.general.system | option | System | | simply supported, continuous, frame, arch, movable
structure.general.spans | integer | Spans | | 1..40 ~1..5 | 1
structure.general.angle | number | Crossing angle | ° | 20..90 ~60..90 d1 | 90
structure.general.span_text | text | Span lengths | mm | ~8200; 10400; 8200 / 12500 / 6400; 6400
structure.general.deck | table | Parts | | {part:option deck, girder, edge beam, pier, abutment; material:option concrete, steel, masonry, timber; grade:text ~B25 / K300 / C30-37 / S235; year:integer ~1910..2015; thickness:number[mm] ~220..620 d0}
structure.rebar.steel | option | Steel | | B500B, FeB 400, FeB 220, QR 22, QR 24, unknown | "B500B"
structure.rebar.cover_top | number | Cover, top | mm | 10..120 ~20..45 d0 | 35
structure.rebar.cover_bottom | number | Cover, bottom | mm | 10..120 ~20..45 d0 | 35
segments@structure.geometry.array | array | Sections along the deck | | {first:boolean; b1:number[m] ~3..7 d1; b2:number[m] ~4..8 d1; b3:number[m] ~3..7 d1; t13:number[m] ~0.3..0.7; t2:number[m] ~0.3..0.7; dist:number[m] ~4..16 d1}
zones@structure.loads.array | array | Traffic zones | | {kind:option foot, cycle, car, tram, verge; w1:number[m] ~1..6 d1; w2:number[m] ~1..6 d1; w3:number[m] ~1..6 d1; w4:number[m] ~1..6 d1}
bars@structure.rebar.array | array | Reinforcement | | {where:multiselect 1-1, 2-1, 3-1, 1-2, 2-2, 3-2; d_top:number[mm] ~10..20 d0; s_top:number[mm] ~100..250 d0; d_bot:number[mm] ~12..25 d0; s_bot:number[mm] ~100..250 d0; extra:boolean}
condition.flag | option | Assessment flag | | green, green/orange, orange/green, orange, orange/red, red, not set | "not set"
condition.last_inspection | entity | Latest inspection | | Inspection child
condition.next_due | date | Next inspection due
condition.restrictions | array | Restrictions | | {kind:option weight, speed, width, height; value:number ~3..60 d0; unit:option t, km/h, m; from:date; until:date; reason:textarea}
condition.score | output | Score
condition.documents | entities | Key documents | | Document child
report.author | text | Author | | ~H. Solberg / P. Raman / W. de Klerk
report.date | date | Date
report.parts | multiselect | Parts | | geometry, condition, loads, photos
report.make | button | Make report | | make_report
import_row | hidden | Row of the register`,
  },
  {
    ...{
      id: 4204,
      name: 'Inspection',
      label: 'Inspection',
      top: 'step',
      children: [4206],
      childrenAs: 'Table',
    },
    views: 'findings_map:geojson, findings_table:table, photo_sheet:image',
    summary: 'date:Date:,score:Score:,worst_severity:Worst:,cost:Cost:€',
    flags: { viktor_store_table_option_field_value: false },
    fields: `
visit.date | date | Date
visit.inspectors | table | Inspectors | | {name:text ~M. Haddad / L. Smit / P. de Groot; company:text ~Kade Inspecties / Bouwzicht; level:option num:1, 2, 3}
visit.weather | option | Weather | | radio-inline:dry, rain, frost | "dry"
visit.temperature | number | Temperature | °C | -20..40 slider ~2..24 d0 | 10
visit.access | multiselect | Access | | boat, lane closure, lift, drone, rope
elements.overview | file | Sketch | | .svg
elements.rows | array | Findings | | {element:option deck, bearing, edge beam, pier, abutment, railing, joint; defect:option crack, corrosion, spalling, leak, settlement, vegetation; severity:integer 1..6; extent:number[%] 0..100 slider d0; place:point; photos:files .jpg; text:textarea; action:option none, monitor, repair, urgent; cost:number[€] ~200..24000 d0}
conclusion.text | textarea | Conclusion
conclusion.score | integer | Condition score | | 1..6 slider
conclusion.signed | boolean | Signed
conclusion.signed_on | date | Signed on
conclusion.signed_by | text | Signed by | | ~M. Haddad / P. de Groot`,
  },
  {
    ...{ id: 4205, name: 'LoadRating', label: 'Load rating', top: 'tab' },
    views: 'rating_data:data, uc_chart:plotly',
    summary: 'verdict:Verdict:,max_uc:Highest UC:',
    fields: `
input.standard | option | Standard | | NEN 8700, NEN 8701, EN 1991-2 | "NEN 8700"
input.class | option | Class | | radio:CC1a, CC1b, CC2, CC3 | "CC2"
input.combinations | multiselect | Combinations | | ULS, SLS, FAT
input.vehicles | table | Vehicles | | {name:text ~LM1 lane 1 / Tram 15G / Crane 60 t; axles:integer ~2..10; total:number[t] ~12..75 d1; spacing:text ~1.2 / 1.8 - 6.0 - 1.8}
input.factors | table | Factors | | {load:text ~Permanent / Traffic / Temperature; favourable:number ~0..0.9 d1; unfavourable:number ~1.1..1.5}
results.utilisation | table | Utilisation | | {member:text ~Deck span 1, bottom / Deck span 2, bottom / Deck pier 1, top / Pier 1; check:option bending, shear, bearing; uc:number ~0.5..1.2 d3}
results.verdict | option | Verdict | | pass, pass with limits, fail
results.model | file | Model | | .esa
results.log | hidden | Log`,
  },
  {
    ...{ id: 4206, name: 'Document', label: 'Document', top: 'section', file: ['.pdf', '.dwg', '.jpg'] },
    views: 'preview:pdf',
    summary: 'kind:Kind:,pages:Pages:',
    fields: `
meta.title | text | Title | | ~Widening 1974, reinforcement / General arrangement / Photo report / Calculation of the deck
meta.kind | option | Kind | | drawing, calculation, report, photo
meta.date | date | Date
meta.pages | integer | Pages | | ~1..80
meta.keywords | multiselect | Keywords | | widening, rebar, deck, photo, load
extracted | hidden | Text of the first page`,
  },
  {
    ...{
      id: 4207,
      name: 'Folder',
      label: 'Folder',
      top: 'section',
      children: [4207, 4203],
      childrenAs: 'Table',
    },
    fields: 'general.remarks | textarea | Remarks',
  },
].map((source) => typeOf(source as Parameters<typeof typeOf>[0]));
