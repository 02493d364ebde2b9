import type { EditStore } from './edit-store.ts';
import type { FormModel } from './form-model.ts';
import { Counter } from './tally.ts';

/** Why a type that enforces the constraints of its fields takes no save now, as a sentence; `undefined` when it does. Texts that are no values yet are told of elsewhere. */
export function constraintObjection(
  model: FormModel,
  { base, value }: Pick<EditStore, 'base' | 'value'>,
): string | undefined {
  const { troubled } = new Counter().count(model, {
    base,
    value,
    pending: new Map(),
    refusals: new Map(),
  });
  const [first] = troubled.filter(({ field }) => field.spec?.visible !== false);
  if (!first) return undefined;
  const more = troubled.length > 1 ? ` and ${troubled.length - 1} more` : '';
  return `Not saved. This app enforces the limits of its fields, and ${first.field.label}${more} does not keep them. F8 goes there.`;
}
