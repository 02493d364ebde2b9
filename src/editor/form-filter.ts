import type { FormField, FormModel, FormNode } from './form-model.ts';

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The part of a form whose labels, keys or section titles hold every word; a section that is named so stays whole. */
export function filterForm(model: FormModel, text: string): FormModel {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return model;
  const holds = (candidate: string) => {
    const folded = fold(candidate);
    return words.every((word) => folded.includes(word));
  };
  const fits = (field: FormField) => holds(`${field.label} ${field.path.join('.')}`);
  const filter = (nodes: readonly FormNode[]): FormNode[] =>
    nodes.flatMap((node): FormNode[] => {
      if (node.type === 'field') return fits(node) ? [node] : [];
      if (node.type === 'display') return [];
      if (holds(node.title)) return [node];
      const inside = filter(node.nodes);
      return inside.length ? [{ ...node, nodes: inside }] : [];
    });
  return {
    ...model,
    nodes: filter(model.nodes),
    orphans: filter(model.orphans),
    hidden: model.hidden.filter(fits),
    facts: [],
  };
}
