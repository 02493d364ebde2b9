import { readJson } from '../../../../contract/json/reading.ts';

/** Params of entities that the sample's description prints in full, number spelling included. */
export const bridge30017 = readJson(String.raw`{
  "info": {
    "object_no": "BR-0417",
    "bridge_name": "Lockhouse bridge",
    "street": "Sluiskade",
    "waterway": "Noorder Vaart",
    "location": {"lat": 52.372851, "lon": 4.90014},
    "built": "1931/1974",
    "use": ["road", "tram", "cycle", "foot"],
    "owner": "Municipality, dept. Infrastructure",
    "monument": true,
    "photo": 60407,
    "notes": "Widened on the east side in 1974; the old deck (1931) carries the tram.\nDrawings of the widening are incomplete, see document 'W-74-12 rev C'.\n\nBrugwachterswoning valt buiten het object."
  },
  "structure": {
    "general": {"system": "continuous", "spans": 3, "angle": 81.5, "span_text": "8200; 10400; 8200",
      "deck": [
        {"part": "deck", "material": "concrete", "grade": "B25", "year": 1931, "thickness": 460},
        {"part": "deck", "material": "concrete", "grade": "K300", "year": 1974, "thickness": 480},
        {"part": "abutment", "material": "masonry", "grade": "", "year": 1931, "thickness": null}
      ]},
    "rebar": {"steel": "QR 24", "cover_top": 35, "cover_bottom": 25}
  },
  "segments": [
    {"first": true, "b1": 5.2, "b2": 6.4, "b3": 5.2, "t13": 0.46, "t2": 0.48, "dist": 0},
    {"first": false, "b1": 5.2, "b2": 6.4, "b3": 5.2, "t13": 0.46, "t2": 0.48, "dist": 8.2},
    {"first": false, "b1": 5.3, "b2": 6.5, "b3": 5.2, "t13": 0.46, "t2": 0.48, "dist": 10.4},
    {"first": false, "b1": 5.3, "b2": 6.5, "b3": 5.2, "t13": 0.46, "t2": 0.48, "dist": 8.2}
  ],
  "zones": [
    {"kind": "foot", "w1": 1.6, "w2": 1.6, "w3": 1.6, "w4": 1.6},
    {"kind": "cycle", "w1": 2.0, "w2": 2.0, "w3": 2.1, "w4": 2.1},
    {"kind": "car", "w1": 6.0, "w2": 6.0, "w3": 6.1, "w4": 6.1},
    {"kind": "tram", "w1": 3.0, "w2": 3.0, "w3": 3.0, "w4": 3.0}
  ],
  "bars": [
    {"where": ["1-1", "2-1", "3-1"], "d_top": 12, "s_top": 150, "d_bot": 16, "s_bot": 125, "extra": true, "d_extra": 12, "s_extra": 250},
    {"where": ["1-2", "2-2", "3-2"], "d_top": 12, "s_top": 150, "d_bot": 14, "s_bot": 130, "extra": false}
  ],
  "condition": {
    "flag": "orange/green",
    "last_inspection": 30021,
    "next_due": "2026-10-01",
    "restrictions": [
      {"kind": "weight", "value": 45, "unit": "t", "from": "2023-06-01", "until": null, "reason": "Load rating LR-2 pending."}
    ],
    "documents": [30040, 30041]
  },
  "report": {"author": "H. Solberg", "date": null, "parts": ["geometry", "condition"]},
  "import_row": {"OBJ": "BR-0417", "district": "Centre", "year": "1931", "prestressed": false, "clear_spans": "7540;9760;7540", "deck_depth": 460, "slenderness": "17.83; 22.61; 17.83", "edge_load": true, "original_calc": null, "flag": "orange"}
}`);

export const inspection30021 = readJson(String.raw`{
  "visit": {
    "date": "2024-10-09",
    "inspectors": [
      {"name": "M. Haddad", "company": "Kade Inspecties", "level": 3},
      {"name": "L. Smit", "company": "Kade Inspecties", "level": 1}
    ],
    "weather": "rain",
    "temperature": 11,
    "access": ["boat", "lane closure"]
  },
  "elements": {
    "overview": 60412,
    "rows": [
      {"element": "deck", "defect": "crack", "severity": 3, "extent": 15, "place": {"lat": 52.3728702, "lon": 4.9001617}, "photos": [60420, 60421], "text": "Longitudinal cracks, 0.2-0.3 mm, under the tram track, 4 m long.", "action": "monitor", "cost": null},
      {"element": "bearing", "defect": "corrosion", "severity": 4, "extent": 50, "place": {"lat": 52.3728311, "lon": 4.9000874}, "photos": [60422], "text": "Line bearing pier 2, flaking rust, seized.", "action": "repair", "cost": 18500},
      {"element": "edge beam", "defect": "spalling", "severity": 5, "extent": 5, "place": null, "photos": [], "text": "Loose concrete above the fairway. Removed on site.", "action": "urgent", "cost": 2400.5}
    ]
  },
  "conclusion": {
    "text": "Overall fair. The edge beam on the west side needs net or repair before winter; see finding 3.\nTram track cracks unchanged since 2022.",
    "score": 3,
    "signed": true,
    "signed_on": "2024-10-21",
    "signed_by": "M. Haddad"
  }
}`);

export const loadRating30033 = readJson(String.raw`{
  "input": {
    "standard": "NEN 8700",
    "class": "CC2",
    "combinations": ["ULS", "SLS"],
    "vehicles": [
      {"name": "LM1 lane 1", "axles": 2, "total": 60, "spacing": "1.2"},
      {"name": "Tram 15G", "axles": 10, "total": 71.5, "spacing": "1.8; 6.0; 1.8; 6.0"}
    ],
    "factors": [
      {"load": "Permanent", "favourable": 0.9, "unfavourable": 1.15},
      {"load": "Traffic", "favourable": 0, "unfavourable": 1.3}
    ]
  },
  "results": {
    "utilisation": [
      {"member": "Deck span 2, bottom", "check": "bending", "uc": 1.043},
      {"member": "Deck pier 1, top", "check": "bending", "uc": 0.921},
      {"member": "Deck pier 1", "check": "shear", "uc": 0.8800000000000001}
    ],
    "verdict": "pass with limits",
    "model": 60431,
    "log": "2025-02-18 13:02:11 mesh 0.25 m\n2025-02-18 13:02:40 12 combinations\n2025-02-18 13:04:55 done, 0 warnings"
  }
}`);
