import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { JsonValue } from '../../contract/json.ts';
import { entityQueries } from '../api/entities.ts';
import { askedParams, parametrizationQueries } from '../api/parametrization.ts';
import { workspaceQueries } from '../api/workspaces.ts';
import { choiceLabel, formLabels } from '../fields/form-labels.ts';
import { type Choice, type FieldSpec, readForm } from '../fields/form-spec.ts';
import { fromPointer } from '../params/path.ts';
import type { Column, EntityRow } from './column.ts';

/** Types whose app is asked for its form, at most: each takes the app seconds. */
const MOST_TYPES = 3;

/** What the apps' forms say of columns of params; nothing of other columns, and until the forms are here. */
export interface ColumnWords {
  /** The unit that stands behind the values. */
  unitOf(column: Column): string | undefined;
  choicesOf(column: Column): readonly Choice[] | undefined;
  /** What people see for a stored option. */
  optionLabel(column: Column, value: JsonValue | undefined): string | undefined;
}

/** The words of the forms for the columns of these rows: of the first entity of each type one read and one form, when a param is a column. Nothing waits for them. */
export function useColumnWords(
  w: number,
  rows: readonly EntityRow[],
  columns: readonly Column[],
): ColumnWords {
  const wanted = columns.some(({ source }) => source === 'param');
  const samples = useMemo(() => {
    const first = new Map<number, number>();
    for (const { entity, readable } of wanted ? rows : [])
      if (readable && !first.has(entity.entity_type)) first.set(entity.entity_type, entity.id);
    return [...first.values()].slice(0, MOST_TYPES);
  }, [rows, wanted]);
  const { data: workspace } = useQuery(workspaceQueries.getWorkspace(w));
  const entities = useQueries({
    queries: samples.map((id) => entityQueries.getEntity(w, id)),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
  const asked = useMemo(
    () =>
      entities.flatMap(({ id, properties }) => (properties ? { id, params: askedParams(properties) } : [])),
    [entities],
  );
  const isPublic = workspace?.visibility === 'PUBLIC';
  const forms = useQueries({
    queries: asked.map(({ id, params }) => ({
      ...parametrizationQueries.resolve(w, id, params, isPublic),
      enabled: workspace !== undefined,
    })),
    combine: (answers) => answers.flatMap(({ data }) => (data === undefined ? [] : [data])),
  });
  return useMemo(() => wordsOf(forms), [forms]);
}

function wordsOf(forms: readonly unknown[]): ColumnWords {
  const labels = forms.map((form) => formLabels(readForm(form)));
  const known = new Map<string, FieldSpec | undefined>();
  const specOf = (column: Column): FieldSpec | undefined => {
    if (column.source !== 'param' || labels.length === 0) return undefined;
    const { pointer } = column;
    if (!known.has(pointer)) {
      const path = fromPointer(pointer);
      const own = labels.find(
        (form) => form.fieldAt(path) && form.fieldAt(path) !== form.fieldAt(path.slice(0, -1)),
      );
      known.set(pointer, own?.fieldAt(path)?.spec);
    }
    return known.get(pointer);
  };
  return {
    unitOf(column) {
      const unit = specOf(column)?.unit?.trim();
      // Many forms write a dash for none.
      return unit && !/^[-–—]$/.test(unit) ? unit : undefined;
    },
    choicesOf: (column) => specOf(column)?.choices,
    optionLabel: (column, value) => choiceLabel(specOf(column), value),
  };
}
