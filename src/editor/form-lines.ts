import { type FieldKind, SPACIOUS } from '../fields/kinds.ts';
import type { FormField, FormNode } from './form-model.ts';

/** What needs a line of its own, whatever share the app gives it. */
const WHOLE: ReadonlySet<FieldKind> = new Set([...SPACIOUS, 'json']);

/** Shares of a line add up to this; three thirds may be written 33 or 34. */
const LINE = 101;

type Shared = [FormField, FormField, ...FormField[]];
type Line = [FormNode] | Shared;

/** Whether fields share the line. */
export const isShared = (line: Line): line is Shared => line.length > 1;

/** Nodes in lines: fields that follow each other and to which the app gives shares of a line (`flex`) stand side by side while they fit in one; all else stands alone. */
export function inLines(nodes: readonly FormNode[]): Line[] {
  const lines: [FormNode, ...FormNode[]][] = [];
  let room = 0;
  for (const node of nodes) {
    const share = shareOf(node);
    if (share !== undefined && share <= room) {
      lines.at(-1)?.push(node);
      room -= share;
    } else {
      lines.push([node]);
      room = share === undefined ? 0 : LINE - share;
    }
  }
  return lines as Line[];
}

function shareOf(node: FormNode): number | undefined {
  if (node.type !== 'field' || WHOLE.has(node.kind)) return undefined;
  const share = node.spec?.flex;
  return share !== undefined && share > 0 && share < 100 ? share : undefined;
}
