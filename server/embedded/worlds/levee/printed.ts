import { readJson } from '../../../../contract/json/reading.ts';

/** Params of entities that the sample's description prints in full, number spelling included. */
export const leveeReach20004 = readJson(`{
  "axis": [
    {"lat": 51.90482119, "lon": 5.42090331},
    {"lat": 51.905117406281, "lon": 5.421866190045},
    {"lat": 51.905117406281, "lon": 5.421866190045},
    {"lat": 51.905501902277, "lon": 5.423114880214},
    {"lat": 51.906014488103, "lon": 5.425290017733},
    {"lat": 51.90637290001, "lon": 5.4279916640012}
  ],
  "chainage_step": 25,
  "entry_line": 60014,
  "alignment": {"line": {"reverse": false, "river_side": "left"}},
  "inputs": {"sources": {"investigation": 20003, "library": 20002, "rasters": [60015, 60016, 60021]}},
  "soils": {
    "table": [
      {"name": "Cover clay", "colour": "128,128,96", "aquifer": false, "gamma_dry": 15.5, "gamma_wet": 17, "k_hor": 0.05, "k_vert": 0.005, "d70": null},
      {"name": "Peat", "colour": "110,70,30", "aquifer": false, "gamma_dry": 10.2, "gamma_wet": 10.5, "k_hor": 0.01, "k_vert": 0.002, "d70": null},
      {"name": "Holocene sand", "colour": "238, 214, 60", "aquifer": true, "gamma_dry": 17, "gamma_wet": 19, "k_hor": 4.3, "k_vert": 1.1, "d70": 0.21},
      {"name": "Deep clay", "colour": "0,120,0", "aquifer": false, "gamma_dry": 16, "gamma_wet": 18, "k_hor": 1e-05, "k_vert": 1e-05, "d70": null},
      {"name": "Pleistocene sand", "colour": "214,178,44", "aquifer": true, "gamma_dry": 18, "gamma_wet": 20, "k_hor": 22.5, "k_vert": 9, "d70": 0.34}
    ],
    "classification": [
      {"model_class": "Unclassified", "top": "-", "bottom": "-", "soil": "Cover clay"},
      {"model_class": "Peat", "top": "-", "bottom": "-", "soil": "Peat"},
      {"model_class": "Clay", "top": "-", "bottom": "-4.5", "soil": "Cover clay"},
      {"model_class": "Clay", "top": "-4.5", "bottom": "-", "soil": "Deep clay"},
      {"model_class": "Fine sand", "top": "-", "bottom": "-6", "soil": "Holocene sand"},
      {"model_class": "Medium sand", "top": "-", "bottom": "-6", "soil": "Holocene sand"},
      {"model_class": "Coarse sand", "top": "-", "bottom": "-", "soil": "Pleistocene sand"}
    ],
    "min_aquifer": 1
  },
  "generation": {
    "rows": [
      {"name": "4-06", "from_km": 11.4, "to_km": 12.05, "norm": 10000},
      {"name": "4-07", "from_km": 12.05, "to_km": 12.8, "norm": 10000},
      {"name": "4-08", "from_km": 12.8, "to_km": 13.31, "norm": 30000}
    ]
  }
}`);

export const segment20019 = readJson(`{
  "polygon": [
    {"lat": 51.90637290001, "lon": 5.4279916640012},
    {"lat": 51.905288041772, "lon": 5.427740112093},
    {"lat": 51.905061500981, "lon": 5.43122770041},
    {"lat": 51.906198833147, "lon": 5.431490228865},
    {"lat": 51.90637290001, "lon": 5.4279916640012}
  ],
  "from_km": 12.05,
  "to_km": 12.8,
  "river_level": 11.35,
  "polder_level": 3.1,
  "ditch_level": 2.85,
  "damping": 0.82,
  "grid_dx": 25,
  "grid_dy": 20,
  "n_points": 30,
  "ditches": [
    {"slope": 1.5, "depth": 0.6,
     "ring": [[157211.4, 433020.11], [157219.902, 433027.943], [157226.3, 433034.02], [157229.8, 433030.4], [157215.0, 433016.2], [157211.4, 433020.11]],
     "centre": [[157213.1, 433018.4], [157221.6, 433025.3], [157228.0, 433032.2]]}
  ],
  "schematisation": {
    "safety": {"model_factor": 1.1, "piping": 1.0, "uplift": 1.0, "heave": 1.2},
    "soil": {
      "shown": "Base",
      "scenarios": [
        {"name": "Base", "weight": 0.6, "bottom": -30, "k1": 17.38821, "d70_1": 0.29, "has_second": false, "k2": null, "d70_2": null,
         "layers": [
           {"soil": "Cover clay", "top": 4.2, "aquifer": false},
           {"soil": "Peat", "top": 1.1, "aquifer": false},
           {"soil": "Holocene sand", "top": -1.35, "aquifer": true},
           {"soil": "Pleistocene sand", "top": -7.8, "aquifer": true}
         ]},
        {"name": "Thin cover", "weight": 0.3, "bottom": -30, "k1": 17.38821, "d70_1": 0.29, "has_second": false,
         "layers": [
           {"soil": "Cover clay", "top": 4.2, "aquifer": false},
           {"soil": "Holocene sand", "top": 2.05, "aquifer": true},
           {"soil": "Pleistocene sand", "top": -7.8, "aquifer": true}
         ]},
        {"name": "Two aquifers", "weight": 0.1, "bottom": -30, "k1": 4.3, "d70_1": 0.21, "has_second": true, "k2": 22.5, "d70_2": 0.34,
         "layers": [
           {"soil": "Cover clay", "top": 4.2, "aquifer": false},
           {"soil": "Holocene sand", "top": -0.4, "aquifer": true},
           {"soil": "Deep clay", "top": -3.9, "aquifer": false},
           {"soil": "Pleistocene sand", "top": -8.25, "aquifer": true}
         ]}
      ]
    }
  },
  "hydraulics": {"model": {"method": "2"}, "leakage": {"rows": [
    {"scenario": "Base", "foreland": 120, "hinterland": 640.5},
    {"scenario": "Thin cover", "foreland": 80, "hinterland": 310}
  ]}},
  "exit_points": {"grid": {"on": true}, "manual": {"points": null}},
  "results": {
    "view": {"scenario": "Base", "combined": true, "point": 20043, "cpt": 20311},
    "edit": {"by": "click", "area": null, "note": "EP-018 and EP-019 lowered by hand: new ditch dug in autumn 2025, not yet in the height model."}
  }
}`);

export const exitPoint20043 = readJson(`{
  "point": {"x": 157218.41730092181, "y": 433031.90255718404, "ground": 3.42},
  "cross": {"extend_river": 0, "extend_land": 45},
  "resolution": 0.5,
  "view": {"scenario": "Base", "autoscale": true},
  "model_layers": {"layers": [
    {"soil": {"name": "Unclassified", "colour": [0, 0, 0]}, "properties": {"gamma": 18.600000381469727, "k_v": 1.4720000028610229, "p_peat": 20.0, "p_clay": 20.0, "p_sand": 60.0}, "top": 3.375, "bottom": 3.125},
    {"soil": {"name": "Clay", "colour": [30, 132, 64]}, "properties": {"gamma": 17.389999389648438, "k_v": -2.9070000648498535, "p_peat": 5.0, "p_clay": 90.0, "p_sand": 5.0}, "top": 3.125, "bottom": 2.875}
  ]},
  "layers": {"layers": [
    {"soil": {"name": "Cover clay", "colour": [128, 128, 96]}, "properties": {"aquifer": false}, "top": 3.42, "bottom": 0.9},
    {"soil": {"name": "Pleistocene sand", "colour": [214, 178, 44]}, "properties": {"aquifer": true, "d70": 0.29}, "top": 0.9, "bottom": -30}
  ]}
}`);

export const crossSection20022 = readJson(String.raw`{
  "geometry": {
    "profile": {"chainage": 12.34, "road": true, "points": [
      {"name": "toe out", "x": -31.2, "z": 4.1}, {"name": "crest out", "x": -4.5, "z": 12.05}, {"name": "crest in", "x": 1.5, "z": 12.0},
      {"name": "berm in", "x": 18.25, "z": 6.4}, {"name": "toe in", "x": 34.0, "z": 3.6}, {"name": "ditch", "x": 41.7, "z": 2.15}
    ]},
    "berm": {"width": 12.5, "slope": 3}
  },
  "stability": {
    "setup": {"method": "uplift_van", "drainage": ["Peat", "Cover clay"], "traffic": 13},
    "phases": [
      {"name": "Daily", "kind": "daily", "river": 6.2, "factor": 1.6120000000000003, "phreatic": [{"x": -40, "z": 6.2}, {"x": 0, "z": 5.1}, {"x": 45, "z": 2.9}]},
      {"name": "Design flood", "kind": "flood", "river": 11.35, "factor": 1.184, "phreatic": [{"x": -40, "z": 11.35}, {"x": -4.5, "z": 11.35}, {"x": 18, "z": 6.0}, {"x": 45, "z": 3.1}]}
    ],
    "remarks": "Uplift governs. The inner berm was widened from 8 to 12.5 m after the review of May.\n\n- check the 1:3 slope near the pumping station\n- the road load is on for both phases\n\nFactor **1.18** against 1.15 required."
  }
}`);

export const cpt20311 = readJson(`{
  "ground_level": 3.58,
  "water_level": 2.6,
  "x_rd": 157240.12,
  "y_rd": 433044.9,
  "cpt": {"props": {"min_layer": 200}},
  "soil_layout": [
    {"soil": "Cover clay", "top": 3.58}, {"soil": "Peat", "top": 1.12}, {"soil": "Cover clay", "top": 0.44},
    {"soil": "Holocene sand", "top": -1.4}, {"soil": "Pleistocene sand", "top": -7.75}
  ],
  "headers": {"rig": "Truck 22 t", "cone": "S15-CFIIP.1721", "date": "2024-04-17", "standard": "NEN-EN-ISO 22476-1:2012", "class": 2, "predrilled": 0.5, "operator": "R. V."},
  "measurements": {
    "corrected_depth": [0.5, 0.52, 0.54, 0.56],
    "qc": [0.812, 0.9040000000000001, 1.133, 1.27],
    "fs": [0.0121, 0.0134, 0.015, 0.0171],
    "u2": [0.001, 0.0012, null, 0.0019],
    "Rf": [1.49, 1.482, 1.323, 1.346]
  },
  "soil_layout_original": {"layers": [{"soil": {"name": "Clay, slightly silty", "colour": [143, 219, 128], "properties": {}}, "top": 3.58, "bottom": 3.41}]}
}`);

export const soilMaterial20008 = readJson(`{
  "general": {"name": "Peat, fibrous", "code": "Vm", "colour": {"r": 110, "g": 70, "b": 30}, "gamma_dry": 10.2, "gamma_wet": 10.5},
  "strength": {"model": "shansep", "c": null, "phi": null, "S": 0.43, "m": 0.91},
  "water": {"k_hor": 0.01, "k_vert": 0.002, "d70": null},
  "tests": {
    "rows": [
      {"lab_no": "24-1187", "depth": 2.1, "kind": "DSS", "value": 0.44, "date": "2024-05-02"},
      {"lab_no": "24-1188", "depth": 2.9, "kind": "DSS", "value": 0.41, "date": "2024-05-02"},
      {"lab_no": "24-1203", "depth": 3.3, "kind": "triaxial", "value": 0.45, "date": "2024-05-14"}
    ],
    "reports": [60101, 60102],
    "reviewed": "2024-06-03"
  }
}`);
