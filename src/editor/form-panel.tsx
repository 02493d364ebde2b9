import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useFields } from '../fields/field-store.ts';
import { fromPointer, startsWith } from '../params/path.ts';
import type { EditStore } from './edit-store.ts';
import { fieldId } from './field-label.tsx';
import { type Followed, rememberCells } from './followed.ts';
import styles from './form.module.css';
import { filterForm } from './form-filter.ts';
import { type FormModel, fieldsOf } from './form-model.ts';
import { FormView } from './form-view.tsx';
import { GoToField } from './go-to-field.tsx';
import { KeepFocus } from './keep-focus.tsx';
import { focusField, Outline } from './outline.tsx';
import type { EditedForm } from './use-form-model.ts';
import { useGoToField } from './use-go-to-field.ts';
import { useProblems } from './use-problems.ts';
import { useTally } from './use-tally.ts';

/** Fields from which an outline helps. */
const MANY = 8;

/** The form beside its outline. */
export function FormPanel({
  store,
  form,
  followed,
}: {
  store: EditStore;
  form: EditedForm;
  followed: Followed;
}) {
  const { model, shape, withInvisible, setWithInvisible } = form;
  const { formId, memory } = useFields();
  // Before the tables are drawn, which look there for their active cells.
  useState(() => followed.toForm && followed.path && rememberCells(memory, followed.path));
  const [filter, setFilter] = useState('');
  const wanted = useDeferredValue(filter);
  const shown = useMemo(() => filterForm(model, wanted), [model, wanted]);
  const tally = useTally(store, model);
  const goOn = useProblems(tally);
  const going = useGoToField(shown, () => setFilter(''));
  useEffect(() => {
    if (!followed.toForm) return;
    followed.toForm = false;
    const fields = [...fieldsOf(model.nodes), ...fieldsOf(model.orphans), ...model.hidden];
    const field = fields.find(({ path }) => followed.path && startsWith(followed.path, path));
    if (field) focusField(fieldId(formId, field));
  }, [followed, formId, model]);
  const outlined = model.count > MANY || sections(model) > 1 || model.invisible > 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only takes note of where the focus is
    <div
      className={styles.beside}
      data-outlined={outlined || undefined}
      onFocus={(event) => {
        const pointer = event.target.closest<HTMLElement>('[data-pointer]')?.dataset.pointer;
        if (pointer !== undefined) followed.path = fromPointer(pointer, store.value);
      }}
    >
      {outlined ? (
        <Outline
          model={model}
          tally={tally}
          filter={filter}
          onFilter={setFilter}
          withInvisible={withInvisible}
          onInvisible={setWithInvisible}
          onNext={() => goOn(1)}
          onFirst={() => {
            const { nodes, orphans, hidden } = filterForm(model, filter);
            const [first] = [...fieldsOf(nodes), ...fieldsOf(orphans), ...hidden];
            if (first) focusField(fieldId(formId, first));
          }}
        />
      ) : null}
      <KeepFocus of={shown}>
        <FormView model={shown} shape={shape} filtered={shown !== model} />
      </KeepFocus>
      {going.isAsking ? <GoToField model={model} onGo={going.go} onClose={going.close} /> : null}
    </div>
  );
}

function sections(model: FormModel): number {
  return model.nodes.filter(({ type }) => type === 'section').length;
}
