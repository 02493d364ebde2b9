import type { EntityType } from '../../contract/entity-type.ts';
import type { FormSpec, PickSpec, SpecNode } from '../fields/form-spec.ts';

/** Something of the app that can be run. */
export interface Method {
  method: string;
  label: string;
  from: 'view' | 'button';
  /** What kind of result it promises: the `view_type` of a view, the `type` of a button. */
  kind: string;
  description: string;
  /** Seconds that it is expected to take. */
  seconds: number | null;
  /** It is run with features that are picked on a map first: without them the app fails. */
  picks?: PickSpec;
}

/** The methods that an entity's app offers: its type's views, then the buttons of its form, each once. */
export function methodsOf(type: EntityType | undefined, form: FormSpec | undefined): Method[] {
  const methods = new Map<string, Method>();
  const add = (made: Method) => {
    if (!methods.has(made.method)) methods.set(made.method, made);
  };
  for (const view of type?.views ?? []) {
    const method = view.controller_method?.trim();
    if (!method) continue;
    add({
      method,
      label: view.label?.trim() || readable(method),
      from: 'view',
      kind: view.view_type ?? '',
      description: view.description ?? '',
      seconds: view.duration_guess ?? null,
    });
  }
  for (const node of form?.nodes ?? []) addButtons(node, add);
  return [...methods.values()];
}

function addButtons(node: SpecNode, add: (made: Method) => void): void {
  if (node.node === 'container') {
    if (node.visible) for (const inner of node.content) addButtons(inner, add);
  } else if (node.node === 'display' && node.kind === 'button' && node.visible && node.method) {
    const { method, label, type, description = '' } = node;
    add({
      ...{ method, label: label || readable(method), from: 'button', kind: type, description, seconds: null },
      ...(node.picks ? { picks: node.picks } : {}),
    });
  }
}

/** `fetch_layers` as `Fetch layers`. */
function readable(method: string): string {
  const words = method.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
