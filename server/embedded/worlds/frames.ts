/** Sentences with slots `{element}`, `{place}`, `{number}`, `{date}`, `{person}`, `{document}`: forty for each world, the last four Dutch. */
export type World = 11 | 12 | 13 | 14 | 15;

const levee = `The {element} near {place} was checked against the height model of {date}.
Ground level at {place} is {number} m lower than in the first campaign.
{person} asked for a second look at the {element}.
See {document} for the soundings that were left out.
The head in the deep sand follows the river with a delay of {number} days.
Between {place} and the pumping station the {element} is thinner than assumed.
A ditch was dug at {place} after {date}; it is not in the height model yet.
The factor for {element} governs with {number}.
We keep the {element} of the former assessment until new borings arrive.
The owner at {place} does not allow entry before {date}.
Seepage was seen at {place} during the high water of {date}.
Measured heads are in {document}.
The {element} was moved {number} m to the land side.
Discussed with {person} on {date}: keep the scenario, lower its weight.
Trees along {place} stay; roots are counted as a weak zone.
The road on the crest at {place} carries farm traffic only.
Class boundary set at {number} m NAP after comparing with {document}.
No peat was found in the boring next to {place}.
The permeability of the {element} was taken from the pumping test.
Piping length includes the foreland up to {place}.
An old sand pit at {place} was filled in the fifties.
The {element} is uncertain; a boring is planned for {date}.
Water board wants the berm no wider than {number} m at {place}.
Uplift governs at {place}, heave does not.
The calculation of {date} used the wrong river level.
Two exit points near {place} were lowered by hand.
{person} will deliver the updated ring of the ditch before {date}.
The sounding at {place} stops at {number} m because of gravel.
Sensitivity: one metre more {element} gives {number} on the factor.
Results agree with {document} within five per cent.
The polder level is fixed by the ordinance of {date}.
The {element} is left out of the export on purpose.
Photos of {place} are with {person}.
The revetment at {place} ends at the culvert.
Design flood taken from {document}, table {number}.
Check the {element} again when the axis is final.
De {element} bij {place} is nog niet ingemeten.
Zie {document}; overleg met {person} op {date}.
Maaiveld bij {place} ligt {number} m lager dan verwacht.
Deze aanname vervalt zodra de boring van {date} binnen is.`;

const bridges = `The {element} on the side of {place} shows fine cracks.
Inspected from the boat on {date}; the {element} could not be reached.
See {document} for the reinforcement of the widening.
Loose concrete above the fairway was removed on site.
The joint at {place} leaks and needs a new seal.
Width of the cracks is {number} mm, unchanged since {date}.
{person} asked for a load restriction until the check is done.
The {element} was painted in the summer of {date}.
Cover was measured at {number} mm, less than in {document}.
Vegetation grows from the {element} on the north side.
The railing at {place} is loose over {number} m.
A ship hit the {element} on {date}; no lasting damage was found.
Drawings of the abutment are missing from the archive.
Scour of {number} m was found in front of pier 2.
Bearings at {place} are seized and rusted.
The asphalt is {number} mm thicker than assumed in {document}.
The tram keeps {number} km/h until the inspection of {date}.
Chlorides were found in the {element} at half the depth of the cover.
The masonry of the {element} needs new pointing.
Cables below the {element} belong to the water company.
Monument office to be asked before any work on the {element}.
The {element} was measured again by {person} on {date}.
Expected life of the {element} is {number} years without repair.
Residents of {place} report noise from the expansion joint.
A net was hung under the {element} as a first measure.
The deck was waterproofed in {date} according to {document}.
Settlement of the abutment is {number} mm since the first levelling.
Nothing new was found compared with {document}.
The drain at {place} is blocked by leaves.
Repair of the {element} is planned together with the street works.
The girder ends at {place} are wet most of the year.
Cost is an estimate by {person}; a quote follows.
The movable part was opened for testing on {date}.
Lighting under the bridge at {place} is broken.
Check of the {element} passes with a unity check of {number}.
The year on the plaque differs from the register.
De {element} aan de kant van {place} is in redelijke staat.
Brugwachterswoning bij {place} valt buiten het object.
Voegovergang lekt; herstel gepland rond {date}.
Tekening {document} klopt niet met de situatie buiten.`;

const wind = `The {element} was placed {number} m from the gas main.
Noise at {place} stays below the limit in mode noise 1.
{person} expects the permit before {date}.
Wake losses drop with a spacing of {number} rotor diameters.
See {document} for the loads of the maker.
The {element} is fixed by the access road.
Bird radar asks for a stop in the weeks around {date}.
Groundwater at {place} stands {number} m below the surface.
The new sounding shows dense sand from {number} m NAP down.
Cable route along {place} was agreed with the owner.
The {element} was copied from the neighbour as a start.
Prices of {date}, without indexation.
Shadow hours at {place} are {number} a year.
The crane pad needs {number} m of sand over the clay.
The template is still the one of {document}.
Wind data have a gap after the storm of {date}.
{person} wants a variant with the lower hub.
Rake of the outer ring set to {number} degrees.
The buffer around {place} was raised after the hearing.
Fatigue governs the {element}, not the extreme load.
The mast was taken down on {date}.
Results of {document} were reproduced within two per cent.
Access over {place} only outside the breeding season.
The {element} is left out of the cost case.
Roughness was taken from the map of {date}.
Noise measurements at {place} were done by {person}.
The optimiser moved the {element} by {number} m.
Concrete class to be confirmed by the contractor.
Dune edge at {place} is a protected area.
Piles were shortened to {number} m after the load test.
The radar study of {date} leaves this position free.
Steel price from {document}.
The owner of {place} has signed.
Two receptors near {place} share one address.
The layout of {date} is the one in the permit.
Turbulence at the {element} exceeds the class by {number} per cent.
De {element} staat te dicht bij {place}.
Geluid bij {place} blijft onder de norm.
Zie {document}, besproken met {person}.
Fundering volgt na de sondering van {date}.`;

const footing = `The {element} stands next to an existing sewer at {place}.
Reactions come from {document}.
{person} asked for rounder sizes.
Groundwater stands {number} m below the surface.
Maximum length is {number} m because of the boundary at {place}.
The {element} is shared with the neighbour.
Excavation limited until {date}.
The load of the {element} was halved after the meeting.
See {document}, sheet {number}.
Existing footing at {place} stays in place.
Moment about the long side governs.
Thickness follows from the anchor bolts.
The {element} was checked by hand.
Pressure of the soil report holds for widths up to {number} m.
Cables at {place} are to be moved before {date}.
One footing for two columns at {place}.
The slab on grade is cast later.
{person} confirms the grid lines.
Wind load was missing in the first list.
Take {number} m at {place} until the sewer is moved.
Settlement is checked by others.
The {element} needs a pedestal of {number} m.
Old drawing {document} shows a deeper base.
The crane load acts on {element} only.
Frost depth is {number} m.
Column was shifted towards {place}.
Uplift in the storm case, add weight.
Same as {element} on the other side.
The reaction of {date} replaces the former one.
Punching passes without reinforcement.
Backfill with sand near {place}.
Rounded up by the contractor.
No work before {date}.
{person} will send new reactions.
Concrete class as in {document}.
Base level at {number} m below floor.
De {element} staat naast een bestaand riool.
Maximale lengte {number} m bij {place}.
Zie {document}; akkoord {person}.
Niet ontgraven voor {date}.`;

const lines = (text: string): readonly string[] => text.split('\n');
const footings = lines(footing);

export const frames: Record<World, readonly string[]> = {
  11: lines(levee),
  12: lines(bridges),
  13: lines(wind),
  14: footings,
  15: footings,
};

export interface Slots {
  element: readonly string[];
  place: readonly string[];
  document: readonly string[];
}

const footingSlots: Slots = {
  element: ['column A2', 'column B4', 'footing C1', 'stair core', 'crane column', 'corner footing'],
  place: ['the north side', 'grid line 4', 'the loading dock', 'the boundary', 'axis B'],
  document: ['S-101', 'soil report 2251', 'reactions v3', 'sketch 14'],
};

export const slots: Record<World, Slots> = {
  11: {
    element: [
      'cover clay',
      'inner berm',
      'ditch',
      'peat layer',
      'entry line',
      'aquifer',
      'toe',
      'sheet wall',
      'foreland',
    ],
    place: [
      'Oude Veer',
      'Lockhouse',
      'Kilbend',
      'the Haven road',
      'km 12.3',
      'Molenhoek',
      'Rietakker',
      'the old ferry',
    ],
    document: ['memo GT-014', 'report 24-118', 'the field log', 'drawing D-07', 'the assessment of 2017'],
  },
  12: {
    element: [
      'deck',
      'edge beam',
      'abutment',
      'bearing',
      'railing',
      'pier',
      'joint',
      'girder',
      'wing wall',
      'cross beam',
    ],
    place: [
      'Sluiskade',
      'Noorder Vaart',
      'Havenstraat',
      'the quay',
      'Molenweg',
      'the west side',
      'Kerkplein',
      'the tram stop',
    ],
    document: ['W-74-12', 'report 2019-044', 'drawing 417-B', 'the archive box 12', 'LR-2', 'the register'],
  },
  13: {
    element: [
      'turbine',
      'foundation',
      'crane pad',
      'outer ring',
      'cable',
      'mast',
      'substation',
      'access road',
    ],
    place: [
      'Duinlust',
      'Zandweg 12',
      'the dune edge',
      'the gas main',
      'Noordlaan',
      'the canal',
      'Kievitshoek',
    ],
    document: [
      'load set 4',
      'noise study v2',
      'CPT report 55',
      'the permit draft',
      'quote 3381',
      'data sheet NV-148',
    ],
  },
  14: footingSlots,
  15: footingSlots,
};

export const names: readonly string[] = [
  'Ilse',
  'Tomás',
  'Noor',
  'Henrik',
  'Priya',
  'Wout',
  'Adaeze',
  'M. Haddad',
  'L. Smit',
];
