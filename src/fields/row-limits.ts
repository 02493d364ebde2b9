import type { FieldSpec } from './form-spec.ts';
import { countText } from './sizes.ts';

/** How many rows the form allows: the fewest and the most, each with its sentence. Tables have no such limits. */
export interface RowLimits {
  min: number;
  max: number;
  fewest: string;
  most: string;
}

export function rowLimits(spec: FieldSpec | undefined): RowLimits {
  const { min = 0, max = Number.POSITIVE_INFINITY } = spec?.kind === 'array' ? spec : {};
  return {
    min,
    max,
    fewest: `At least ${countText(min, 'row')}.`,
    most: `At most ${countText(max, 'row')}.`,
  };
}
