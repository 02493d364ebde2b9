import { readJson } from '../../../../contract/json/reading.ts';

/** The params that the sample's description prints in full. */
export const footing50001 = readJson(String.raw`{
  "project": {"title": "Loods Oost 🏗", "date": "2026-05-13", "units": "SI", "logo": null},
  "ground": {"pressure": 160, "water": true, "water_depth": 1.8, "soil": "Sand, medium dense"},
  "footings": {
    "rows": [
      {"mark": "A1", "P": 790.0, "My": 52.0, "Mz": -31.5, "group": "A"},
      {"mark": "A2", "P": 1245, "My": 96, "Mz": 118, "group": "A"},
      {"mark": "B4", "P": 640, "My": null, "Mz": 27, "group": "B"}
    ],
    "thickness": 0.55,
    "ratio": 1.3,
    "round": 100,
    "special": [
      {"mark": "A2", "width": 3.2, "length": 2.6, "reason": "Existing sewer on the north side,\nmax. 2.6 m.", "until": null}
    ]
  },
  "checks": {"which": ["bearing", "kern"], "factor": 1.5, "sketch": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"20\"><rect width=\"20\" height=\"20\"/></svg>"}
}`);
