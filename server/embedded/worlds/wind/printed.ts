import { readJson } from '../../../../contract/json/reading.ts';

/** Params of entities that the sample's description prints in full, number spelling included. */
export const windFarm40001 = readJson(`{
  "site": {
    "boundary": [
      {"lat": 52.2491, "lon": 4.4407}, {"lat": 52.2613, "lon": 4.4522}, {"lat": 52.2588, "lon": 4.4711},
      {"lat": 52.2464, "lon": 4.4689}, {"lat": 52.2419, "lon": 4.4533}, {"lat": 52.2491, "lon": 4.4407}
    ],
    "keep_out": [
      {"name": "Duinlust farm", "area": [{"lat": 52.2521, "lon": 4.4601}, {"lat": 52.253, "lon": 4.462}, {"lat": 52.2515, "lon": 4.4624}, {"lat": 52.2521, "lon": 4.4601}], "buffer": 400, "reason": "houses"},
      {"name": "Gas main A-640", "area": [{"lat": 52.2431, "lon": 4.4519}, {"lat": 52.2597, "lon": 4.4552}, {"lat": 52.2597, "lon": 4.4556}, {"lat": 52.2431, "lon": 4.4523}, {"lat": 52.2431, "lon": 4.4519}], "buffer": 180.5, "reason": "gas pipe"}
    ]
  },
  "wind": {
    "source": "campaign", "campaign": 40180, "sectors": 12, "roughness": 0.03,
    "rose": [
      {"sector": 0, "freq": 5.1, "A": 7.9, "k": 2.05}, {"sector": 30, "freq": 5.6, "A": 8.2, "k": 2.11}, {"sector": 60, "freq": 6.9, "A": 8.6, "k": 2.2},
      {"sector": 90, "freq": 6.2, "A": 8.1, "k": 2.16}, {"sector": 120, "freq": 4.8, "A": 7.7, "k": 2.02}, {"sector": 150, "freq": 5.9, "A": 8.3, "k": 2.0},
      {"sector": 180, "freq": 9.4, "A": 9.6, "k": 2.13}, {"sector": 210, "freq": 15.8, "A": 11.1, "k": 2.31}, {"sector": 240, "freq": 16.9, "A": 11.3, "k": 2.29},
      {"sector": 270, "freq": 10.6, "A": 10.2, "k": 2.08}, {"sector": 300, "freq": 7.2, "A": 9.0, "k": 1.98}, {"sector": 330, "freq": 5.6, "A": 8.3, "k": 1.96}
    ]
  },
  "layout": {
    "model": 40204, "spacing": 5.5, "direction": 240, "colour_by": "noise",
    "colours": [
      {"limit": 37, "colour": {"r": 26, "g": 127, "b": 55}},
      {"limit": 42, "colour": {"r": 191, "g": 135, "b": 0}},
      {"limit": 47, "colour": {"r": 207, "g": 34, "b": 46}}
    ]
  },
  "optimise": {"iterations": 60, "weights": [{"goal": "yield", "weight": 0.7}, {"goal": "noise", "weight": 0.2}, {"goal": "cable", "weight": 0.1}]},
  "cache": {"made": "2026-05-11T15:20:44Z", "yield": [[812.4, 790.02], [701.15, 688.9]]}
}`);

export const turbine40011 = readJson(`{
  "position": {"point": {"lat": 52.254417, "lon": 4.458902}, "elevation": 3.1, "locked": false},
  "machine": {"model": 40204, "hub_height": 119, "mode": "noise 1"},
  "noise": {"receptors": [
    {"name": "Duinlust farm", "distance": 612.4, "limit": 47, "level": 44.8},
    {"name": "Zandweg 12", "distance": 934, "limit": 47, "level": 40.1}
  ]},
  "checks": {"bird_radar": true, "remarks": ""},
  "foundation": {"selected": 40052},
  "curtail": [{"from_month": 4, "to_month": 10, "at_night": true, "above": 5.5}]
}`);

export const foundation40052 = readJson(`{
  "geo": {
    "mast": {"diameter": 4.6, "vertical": 4315, "horizontal": 1466.0, "moment": 174454, "linked": true},
    "slab": {"shape": "round", "diameter": 21.5, "edge": 0.9, "centre": 2.9},
    "piles": {"count": 36, "length": 19.0, "diameter": 420, "rings": [
      {"radius": 9.85, "number": 24, "rake": 8, "first": 0},
      {"radius": 7.2, "number": 12, "rake": 0, "first": 15}
    ]}
  },
  "ground": {
    "profile": [
      {"layer": "Dune sand, loose", "top": 3.1, "qc": 6.5, "gamma": 18, "friction": 0.9},
      {"layer": "Clay", "top": -2.4, "qc": 0.8, "gamma": 16.5, "friction": 3.1},
      {"layer": "Sand, dense", "top": -9.0, "qc": 24, "gamma": 20, "friction": 0.7}
    ],
    "tip": 62000, "lateral": 12000
  },
  "rebar": {
    "concrete": "C35/45",
    "exposure": ["XC2", "XF1", "XA2"],
    "layers": [
      {"place": "bottom radial", "dia": 25, "spacing": 180, "count": 2},
      {"place": "bottom ring", "dia": 20, "spacing": 250, "count": 1},
      {"place": "top radial", "dia": 25, "spacing": 200, "count": 1},
      {"place": "shear", "dia": 16, "spacing": 300, "count": 64}
    ]
  },
  "results": {
    "combinations": [
      {"label": "LC1 extreme", "M_Ed": 174454, "N_Ed": -4315, "V_Ed": 1466, "on": true},
      {"label": "LC2 operating", "M_Ed": 96400.5, "N_Ed": -4315, "V_Ed": 803.2, "on": true},
      {"label": "LC3 fatigue", "M_Ed": 61000, "N_Ed": -4315, "V_Ed": 508, "on": false}
    ],
    "template": null,
    "picked": ["pile_03", "pile_04", "pile_27"]
  }
}`);
