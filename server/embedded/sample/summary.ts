import type { Random } from './random.ts';
import type { SampleType } from './types.ts';
import { get, type Members, type Value } from './value.ts';

interface Item {
  label: string;
  value: Value;
  suffix: string;
  prefix: string;
}

/** Values that views compute, within what one would expect of them. */
const computed: Record<string, (random: Random) => Value> = {
  length: (random) => random.typed(1.2, 8, 2),
  segments: (random) => random.int(3, 12),
  worst: (random) => random.between(0.7, 1.9),
  points: (random) => random.int(0, 60),
  factor: (random) => random.typed(0.9, 1.7, 3),
  uplift: (random) => random.typed(0.8, 2.4, 3),
  heave: (random) => random.typed(0.4, 1.8, 3),
  piping: (random) => random.typed(0.6, 2.2, 3),
  depth: (random) => random.typed(12, 32, 2),
  height_system: () => 'NAP',
  score: (random) => random.int(1, 6),
  worst_severity: (random) => random.int(1, 6),
  cost: (random) => random.int(0, 120) * 500,
  max_uc: (random) => random.between(0.5, 1.2),
  turbines: (random) => random.int(12, 40),
  power: (random) => random.typed(50, 180, 1),
  yield: (random) => random.typed(300, 620, 1),
  noise: (random) => random.typed(38, 47, 1),
  margin: (random) => random.typed(-1, 8, 1),
  volume: (random) => random.typed(380, 900, 0),
  steel: (random) => random.typed(40, 110, 1),
  utilisation: (random) => random.between(0.55, 1.08),
  total: (random) => random.int(60, 240) * 1_000_000,
  per_mw: (random) => random.int(900, 1600) * 1000,
};

/** The summary as the platform stores it: values of the params where a key names one (options by their label), else what a view would give. */
export function summaryOf(type: SampleType, params: Members, random: Random): Record<string, Item> {
  const items = type.summary.map(({ key, ...texts }) => {
    const field = type.fields.find(({ path }) => path === key || path.endsWith(`.${key}`));
    const stored = field === undefined ? undefined : get(params, field.path);
    const label = field?.choices.find(({ value }) => value === stored)?.label;
    const drawn = computed[key]?.(random);
    return [key, { ...texts, value: label ?? stored ?? drawn ?? null }] as const;
  });
  return Object.fromEntries(items);
}
