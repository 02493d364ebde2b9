import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { Path } from '../params/path.ts';

type Node = ReturnType<typeof syntaxTree>['topNode'];

/** How long the text may be taken apart for one of these questions, ms; without an answer in that time there is none. */
const PATIENCE = 40;

const VALUES: ReadonlySet<string> = new Set(['True', 'False', 'Null', 'Number', 'String', 'Object', 'Array']);

/** The path of the value at a place of JSON text; of a key the path of its value. As far as the text can be read. */
export function pathAt(state: EditorState, position: number): Path {
  const tree = ensureSyntaxTree(state, position, PATIENCE) ?? syntaxTree(state);
  const right = tree.resolveInner(position, 1);
  const node = VALUES.has(right.name) && right.firstChild === null ? right : tree.resolveInner(position, -1);
  const path: (string | number)[] = [];
  for (let at: Node | null = node; at; at = at.parent) {
    if (at.name === 'Property') path.unshift(nameOf(state, at));
    else if (at.parent?.name === 'Array' && VALUES.has(at.name)) path.unshift(valuesBefore(at));
  }
  return path;
}

function nameOf(state: EditorState, property: Node): string {
  const name = property.getChild('PropertyName');
  if (!name) return '';
  const text = state.sliceDoc(name.from, name.to);
  try {
    return String(JSON.parse(text));
  } catch {
    return text; // a key that is still being typed
  }
}

function valuesBefore(node: Node): number {
  let count = 0;
  for (let at = node.prevSibling; at; at = at.prevSibling) if (VALUES.has(at.name)) count++;
  return count;
}

/** Where the value at a path begins in JSON text; as deep as the path leads. `undefined` where the text is too long to be looked through at once. */
export function positionOf(state: EditorState, path: Path): number | undefined {
  const tree = ensureSyntaxTree(state, state.doc.length, PATIENCE * 5);
  let node = tree?.topNode.firstChild;
  if (!node) return undefined;
  for (const step of path) {
    const next: Node | null = typeof step === 'number' ? itemOf(node, step) : memberOf(state, node, step);
    if (!next) break;
    node = next;
  }
  return node.from;
}

function itemOf(array: Node, index: number): Node | null {
  let left = index;
  for (let at = array.firstChild; at; at = at.nextSibling) if (VALUES.has(at.name) && left-- === 0) return at;
  return null;
}

function memberOf(state: EditorState, object: Node, key: string): Node | null {
  const property = object.getChildren('Property').findLast((one) => nameOf(state, one) === key);
  const value = property?.lastChild ?? null;
  return value && VALUES.has(value.name) ? value : null;
}
