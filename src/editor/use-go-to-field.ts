import { useEffect, useState } from 'react';
import { useFields } from '../fields/field-store.ts';
import { useCommands } from '../palette/commands.ts';
import { fieldId } from './field-label.tsx';
import type { FormField, FormModel } from './form-model.ts';
import { focusField } from './outline.tsx';

/** The way to any field by its name: a key opens the dialog, and once that is gone the field gets the focus, also one that a filter left out. */
export function useGoToField(shown: FormModel, dropFilter: () => void) {
  const { formId } = useFields();
  const [isAsking, setAsking] = useState(false);
  const [wanted, setWanted] = useState<{ field: FormField; key?: string | undefined }>();
  useCommands([
    {
      id: 'params.go-to-field',
      title: 'Go to field',
      area: 'Params',
      keys: 'Mod+J',
      run: () => setAsking(true),
    },
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for again once more fields are shown
  useEffect(() => {
    if (!wanted) return;
    const id = fieldId(formId, wanted.field);
    if (!document.getElementById(`${id}-label`)) return dropFilter();
    setWanted(undefined);
    focusField(id, wanted.key);
  }, [wanted, shown, formId]);
  return {
    isAsking,
    close: () => setAsking(false),
    go: (field: FormField, key?: string) => {
      setAsking(false);
      setWanted({ field, key });
    },
  };
}
