import type { Field } from './form.ts';
import { centres, moved, type Point, ring } from './geometry.ts';
import { note } from './notes.ts';
import type { Random } from './random.ts';
import type { SampleType } from './types.ts';
import { copy, type Members, put, spelled, type Value } from './value.ts';

/** What a field can refer to, found by the world that is being made. */
export interface Links {
  /** Ids of entities that the field offers; empty when there are none. */
  entities(field: Field): readonly number[];
  /** A new file of the entity. */
  file(field: Field): number;
}

export interface Filling {
  world: number;
  random: Random;
  /** Where maps of this entity lie. */
  centre?: Point;
  links: Links;
}

/** Plausible params: most fields filled, some left as the form proposes. */
export function filled(type: SampleType, filling: Filling): Members {
  const params = copy(type.defaults);
  for (const field of type.fields) {
    const value = entered(field, filling);
    if (value !== undefined) put(params, field.path, value);
  }
  return params;
}

/** A value as somebody enters it; `undefined` leaves the default. */
export function entered(field: Field, filling: Filling): Value | undefined {
  const { random, world } = filling;
  if (['hidden', 'button', 'output', 'chat', 'picks'].includes(field.kind) || random.chance(0.1))
    return undefined;
  const centre = filling.centre ?? centres[world] ?? (centres[12] as Point);
  switch (field.kind) {
    case 'number':
    case 'integer':
      return numberOf(field, random);
    case 'text':
      return field.texts.length > 0 ? random.pick(field.texts) : undefined;
    case 'textarea':
      return random.chance(0.4)
        ? undefined
        : note(
            world,
            random,
            random.weighted([
              [6, 1],
              [4, 3],
              [1, 12],
            ]),
          );
    case 'boolean':
      return random.chance(0.4);
    case 'option':
    case 'autocomplete':
      return field.choices.length > 0 ? random.pick(field.choices).value : undefined;
    case 'multiselect':
      return random
        .some(field.choices, random.int(0, Math.min(3, field.choices.length)))
        .map(({ value }) => value);
    case 'date':
      return dateOf(random);
    case 'color':
      return { r: random.int(0, 255), g: random.int(0, 255), b: random.int(0, 255) };
    case 'table':
    case 'array':
      return rowsOf(field, filling);
    case 'entity':
    case 'entities':
      return entitiesOf(field, filling);
    case 'file':
      return random.chance(0.4) ? filling.links.file(field) : undefined;
    case 'files':
      return Array.from(
        {
          length: random.weighted([
            [6, 0],
            [3, 1],
            [1, 3],
          ]),
        },
        () => filling.links.file(field),
      );
    case 'point':
      return moved(centre, random.between(-900, 900), random.between(-900, 900));
    default:
      return field.kind === 'polygon'
        ? ring(centre, random.int(5, 8), random.between(60, 400), random)
        : undefined;
  }
}

function entitiesOf(field: Field, { random, links }: Filling): Value | undefined {
  const offered = links.entities(field);
  if (offered.length === 0) return undefined;
  if (field.kind === 'entity') return random.pick(offered);
  return random.some(offered, random.int(1, Math.min(4, offered.length)));
}

export const dateOf = (random: Random): string =>
  `${random.int(2023, 2026)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`;

/** A number as typed, sometimes as an app writes it (all digits of a double) or with a spare zero. */
export function numberOf(field: Field, random: Random): Value {
  const low = field.low ?? field.min ?? 1;
  const high = field.high ?? field.max ?? low + 20;
  const value = random.typed(low, high, field.decimals);
  if (field.kind === 'integer' || field.decimals === 0) {
    return random.chance(0.06) && field.kind === 'number' ? spelled(`${value.toFixed(0)}.0`) : value;
  }
  return random.chance(0.05) ? value + 0.1 - 0.1 + value * 2 ** -52 : value;
}

/** Two to six rows; texts and choices of the first column do not repeat while they last. */
function rowsOf(field: Field, filling: Filling): Value[] {
  const [first] = field.fields;
  const names = first?.texts.length ? first.texts : (first?.choices.map(({ value }) => value) ?? []);
  const count = filling.random.int(names.length > 0 ? 1 : 2, Math.min(6, Math.max(2, names.length)));
  return Array.from({ length: count }, (_, index) => {
    const row = rowOf(field, filling);
    if (first !== undefined && names.length > 0) row[first.path] = names[index % names.length] as Value;
    return row;
  });
}

/** One row with every column. */
export function rowOf(field: Field, filling: Filling): Members {
  const row: Members = {};
  for (const column of field.fields) row[column.path] = entered(column, filling) ?? copy(column.default);
  return row;
}
