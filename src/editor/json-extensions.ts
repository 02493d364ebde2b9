import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { type Extension, StateEffect } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { jsonLanguage } from './json-language.ts';
import { jsonLook } from './json-look.ts';
import type { JsonPlaces } from './json-places.ts';

/** More of the text was looked through: more of it folds. */
export const lookedThrough = StateEffect.define<null>();

/** How the keyboard comes out of the JSON editor, where Tab is a key like others. */
export const LEAVING = 'Tab indents; Esc, then Tab leaves';

/** What the JSON editor is made of, whatever it shows. */
export function jsonExtensions(places: JsonPlaces, readOnly: boolean): Extension {
  return [
    EditorView.contentAttributes.of(readOnly ? {} : { 'aria-description': LEAVING }),
    jsonLanguage(places),
    lineNumbers(),
    foldGutter({
      foldingChanged: ({ transactions }) =>
        transactions.some(({ effects }) => effects.some((effect) => effect.is(lookedThrough))),
    }),
    lintGutter(),
    history(),
    drawSelection(),
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    indentOnInput(),
    bracketMatching(),
    search({ top: true }),
    jsonLook,
    EditorView.cspNonce.of(styleNonce()),
    EditorView.contentAttributes.of({ 'aria-label': 'Params as JSON', spellcheck: 'false', tabindex: '0' }),
    keymap.of([
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...lintKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
  ];
}

/** The nonce that the server put into this page, for the style sheet that the editor writes. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
