import { useFields } from '../fields/field-store.ts';
import { useCommands } from '../palette/commands.ts';
import { fieldId } from './field-label.tsx';
import { focusField } from './outline.tsx';
import type { FormTally } from './tally.ts';

/** The way to the next and the previous problem, by key as well. */
export function useProblems({ troubled }: FormTally): (by: 1 | -1) => void {
  const { formId } = useFields();
  const goOn = (by: 1 | -1) => {
    const next = nextOf(troubled, by);
    if (next) focusField(fieldId(formId, next.field));
  };
  const reason = troubled.length ? null : 'Every value fits its field.';
  const command = { area: 'Params', reason };
  useCommands([
    { ...command, id: 'params.next-problem', title: 'Next problem', keys: 'F8', run: () => goOn(1) },
    {
      ...command,
      id: 'params.previous-problem',
      title: 'Previous problem',
      keys: 'Shift+F8',
      run: () => goOn(-1),
    },
  ]);
  return goOn;
}

/** The one after the field in use, else the first; the one before for -1. */
function nextOf(troubled: FormTally['troubled'], by: 1 | -1): FormTally['troubled'][number] | undefined {
  const active = document.activeElement?.closest<HTMLElement>('[data-pointer]')?.dataset.pointer;
  // The field in use may stand in a row of the one that is counted.
  const at = troubled.findIndex(
    ({ field: { pointer } }) => active === pointer || active?.startsWith(`${pointer}/`),
  );
  if (at < 0) return by === 1 ? troubled[0] : troubled.at(-1);
  return troubled[(at + by + troubled.length) % troubled.length];
}
