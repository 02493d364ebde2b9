import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { JsonValue } from '../../contract/json/value.ts';
import { entityQueries } from '../api/entities.ts';
import { askedParams, parametrizationQueries } from '../api/parametrization.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { choiceLabel, type FormLabels, formLabels, sameChoice } from '../fields/form-labels.ts';
import type { Choice, FieldSpec } from '../fields/form-spec.ts';
import { readForm } from '../fields/read-form.ts';
import { fromPointer, type Path } from '../params/path.ts';
import type { Column, EntityRow } from './column.ts';

/** Types whose app is asked for its form, at most: each takes the app seconds. */
export const MOST_TYPES = 3;

/** What the apps' forms say of columns of params; nothing of other columns, and until the forms are here. */
export interface ColumnWords {
  /** The unit that stands behind the values; none where the forms of several types differ in it. */
  unitOf(column: Column): string | undefined;
  /** The options of the field; none where the forms of several types differ in them. */
  choicesOf(column: Column): readonly Choice[] | undefined;
  /** What people see for an option that an entity of a type stores; without a type, what all forms that know it say. */
  optionLabel(column: Column, value: JsonValue | undefined, type?: number): string | undefined;
}

/** The words of the forms for columns: `rows` holds one of each type, of which one read and one form are asked for when a param is a column. Nothing waits for them. */
export function useColumnWords(
  w: number,
  rows: readonly EntityRow[],
  columns: readonly Column[],
): ColumnWords {
  const wanted = columns.some(({ source }) => source === 'param');
  const samples = wanted ? rows.filter(({ readable }) => readable).slice(0, MOST_TYPES) : [];
  const { data: workspace } = useQuery(workspaceQueries.getWorkspace(w));
  const entities = useQueries({
    queries: samples.map(({ entity }) => entityQueries.getEntity(w, entity.id)),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
  const asked = useMemo(
    () =>
      entities.flatMap(({ id, entity_type: type, properties }) =>
        properties ? { id, type, params: askedParams(properties) } : [],
      ),
    [entities],
  );
  const isPublic = workspace?.visibility === 'PUBLIC';
  const forms = useQueries({
    queries: asked.map(({ id, params }) => ({
      ...parametrizationQueries.resolve(w, id, params, isPublic),
      enabled: workspace !== undefined,
    })),
    combine: (answers) =>
      answers.flatMap(({ data }, at) => {
        const type = asked[at]?.type;
        return data === undefined || type === undefined ? [] : { type, form: data };
      }),
  });
  return useMemo(() => wordsOf(forms), [forms]);
}

/** What these forms say of columns, each the app's answer for an entity of a type. */
export function wordsOf(forms: readonly { type: number; form: unknown }[]): ColumnWords {
  const labels = forms.map(({ type, form }) => ({ type, form: formLabels(readForm(form)) }));
  const known = new Map<string, ReadonlyMap<number, FieldSpec>>();
  const specsOf = (column: Column): ReadonlyMap<number, FieldSpec> => {
    if (column.source !== 'param') return NONE;
    const { pointer } = column;
    const specs = known.get(pointer) ?? fieldsAt(fromPointer(pointer), labels);
    known.set(pointer, specs);
    return specs;
  };
  return {
    unitOf: (column) => agreed([...specsOf(column).values()].map(unitIn), Object.is),
    choicesOf: (column) =>
      agreed(
        [...specsOf(column).values()].map(({ choices }) => choices),
        sameChoices,
      ),
    optionLabel(column, value, type) {
      const specs = specsOf(column);
      if (type !== undefined) return choiceLabel(specs.get(type), value);
      return agreed(
        [...specs.values()].map((spec) => choiceLabel(spec, value)),
        Object.is,
      );
    },
  };
}

const NONE: ReadonlyMap<number, FieldSpec> = new Map();

/** The field that each type's form has at a place of its own: not the one whose value the place is inside of. */
function fieldsAt(path: Path, labels: readonly { type: number; form: FormLabels }[]): Map<number, FieldSpec> {
  const found = new Map<number, FieldSpec>();
  for (const { type, form } of labels) {
    const place = form.fieldAt(path);
    if (place && place !== form.fieldAt(path.slice(0, -1))) found.set(type, place.spec);
  }
  return found;
}

function unitIn({ unit }: FieldSpec): string | undefined {
  const text = unit?.trim();
  // Many forms write a dash for none.
  return text && !/^[-–—]$/.test(text) ? text : undefined;
}

function agreed<T>(list: readonly T[], isSame: (one: T, other: T) => boolean): T | undefined {
  const [first, ...others] = list;
  return first !== undefined && others.every((other) => isSame(first, other)) ? first : undefined;
}

function sameChoices(one: FieldSpec['choices'], other: FieldSpec['choices']): boolean {
  return (
    one?.length === other?.length &&
    (one ?? []).every(({ value, label }, at) => {
      const beside = other?.[at];
      return beside !== undefined && beside.label === label && sameChoice(beside.value, value);
    })
  );
}
