import { foldService, type IndentContext, indentService } from '@codemirror/language';
import { EditorState, type Extension, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import type { JsonPlaces } from './json-places.ts';

const KEY = Decoration.mark({ class: 'cm-json-key' });
const STRING = Decoration.mark({ class: 'cm-json-string' });
const NUMBER = Decoration.mark({ class: 'cm-json-number' });
const WORD = Decoration.mark({ class: 'cm-json-word' });
const WRONG = Decoration.mark({ class: 'cm-json-wrong' });

/** A line longer than this is not coloured, characters. */
const LONGEST_LINE = 100_000;

/** How long a text may be looked through under a key, ms. */
const AT_ONCE = 4;

const TOKEN =
  /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*|NaN|-?Infinity)|(true|false|null)|("(?:[^"\\]|\\.)*\\?$|[^\s{}[\],:"]+)/g;

/** Colours of what is on screen. No line of JSON needs the one before: a string ends where its line does. */
function coloursOf(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let done = -1;
  for (const { from, to } of view.visibleRanges)
    for (let at = Math.max(from, done + 1); at <= to; ) {
      const line = view.state.doc.lineAt(at);
      if (line.length <= LONGEST_LINE) colourLine(builder, line.text, line.from);
      done = line.to;
      at = line.to + 1;
    }
  return builder.finish();
}

function colourLine(builder: RangeSetBuilder<Decoration>, text: string, from: number): void {
  for (const match of text.matchAll(TOKEN)) {
    const [whole, string, colon, number, word] = match;
    const kind = string ? (colon ? KEY : STRING) : number ? NUMBER : word ? WORD : WRONG;
    const at = from + match.index;
    builder.add(at, at + (string ?? whole).length, kind);
  }
}

const colours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = coloursOf(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = coloursOf(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function follow(places: JsonPlaces, { docChanged, changes, state }: ViewUpdate): void {
  if (!docChanged) return;
  let first = state.doc.length;
  changes.iterChangedRanges((_from, _to, from) => {
    first = Math.min(first, from);
  });
  places.changed(state.doc, first);
  // What is read at once folds without a blink.
  places.readOn(AT_ONCE);
}

const OPENER = /[{[](?=\s*$)/;

/** JSON without a syntax tree: colours line by line, folds and indents by brackets. A tree of 10 MB takes seconds, in tasks that are felt. */
export function jsonLanguage(places: JsonPlaces): Extension {
  return [
    // First: whoever draws asks about the text of now.
    ViewPlugin.define(() => ({ update: (update) => follow(places, update) })),
    colours,
    foldService.of((state, from, to) => {
      const opener = OPENER.exec(state.sliceDoc(from, Math.min(to, from + LONGEST_LINE)));
      const end = opener ? places.endOf(from + opener.index) : undefined;
      return opener && end !== undefined && end - 1 > to
        ? { from: from + opener.index + 1, to: end - 1 }
        : null;
    }),
    indentService.of(indentOf),
    EditorState.languageData.of(() => [{ indentOnInput: /^\s*[}\]]$/ }]),
  ];
}

function indentOf(context: IndentContext, at: number): number {
  if (at === 0) return 0;
  const { text } = context.lineAt(at - 1, -1);
  const opened = /[{[]\s*$/.test(text) ? context.unit : 0;
  const closed = /^\s*[}\]]/.test(context.textAfterPos(at)) ? context.unit : 0;
  return Math.max(0, context.countColumn(text, text.search(/\S|$/)) + opened - closed);
}
