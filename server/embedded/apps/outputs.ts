import { isObject, type JsonValue } from '../../../contract/json/value.ts';
import { listAt, numberAt, textAt } from '../worlds/values.ts';
import { areaOf, pointsOf } from './plane.ts';
import { AppError, AppTimeout } from './rules.ts';

/** What an output field is computed from. `read` gives the saved params of another entity, null where there is none. */
export interface OutputInput {
  params: JsonValue;
  read(entityId: number): Promise<JsonValue | null>;
}

/** Points that the app would make in the time it has for a form. */
const mostPoints = 1_000_000;

async function bridgeScore({ params, read }: OutputInput): Promise<JsonValue> {
  const chosen = numberAt(params, 'condition.last_inspection', -1);
  const inspection = chosen < 0 ? null : await read(chosen);
  if (inspection === null) return null;
  const findings = listAt(inspection, 'elements.rows').filter(isObject);
  const worst = Math.max(0, ...findings.map((finding) => numberAt(finding, 'severity')));
  const isUrgent = findings.some((finding) => finding.get('action') === 'urgent');
  return Math.max(1, 7 - worst - (isUrgent ? 1 : 0));
}

async function siteArea({ params }: OutputInput): Promise<JsonValue> {
  const boundary = pointsOf(listAt(params, 'site.boundary'));
  return boundary.length < 3 ? null : Number((areaOf(boundary) / 1e6).toFixed(3));
}

/** How many exit points the grid of a segment would make. A spacing far below the least allowed takes longer than a form may. */
async function gridPoints({ params }: OutputInput): Promise<JsonValue> {
  const [dx, dy] = [numberAt(params, 'grid_dx', 25), numberAt(params, 'grid_dy', 25)];
  if (dx <= 0 || dy <= 0) throw new AppError('The spacing of the grid must be larger than 0 m.');
  const count = Math.floor(areaOf(pointsOf(listAt(params, 'polygon'))) / (dx * dy));
  if (count > mostPoints) throw new AppTimeout();
  return count;
}

/** Whether a turbine stands still for part of the year, in words. */
async function curtailment({ params }: OutputInput): Promise<JsonValue> {
  const rows = listAt(params, 'curtail').length;
  const mode = textAt(params, 'machine.mode', 'normal');
  if (mode === 'off') return 'Stands still';
  return rows === 0 ? 'Runs all year' : `Curtailed in ${rows} ${rows === 1 ? 'period' : 'periods'}`;
}

/** Callbacks behind output fields, by the name in the form's `value_rule`. */
export const outputs: Readonly<Record<string, (input: OutputInput) => Promise<JsonValue>>> = {
  bridge_score: bridgeScore,
  site_area: siteArea,
  grid_points: gridPoints,
  curtailment,
};
