import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef, useState } from 'react';
import { isObject, printJson } from '../../contract/json.ts';
import { type ReadText, readJsonText, type TextProblem } from '../fields/read-json-text.ts';
import { type Path, readablePath } from '../params/path.ts';
import { adopt } from './adopt.ts';
import type { EditStore } from './edit-store.ts';
import { pathAt, positionOf } from './json-path.ts';
import styles from './json-tab.module.css';

/** From here on text is read after a pause in typing instead of at every key, characters. */
const LONG = 200_000;
const PAUSE = 200;
/** From here on reading is felt, and waits for a longer pause, characters. */
const HUGE = 2_000_000;
const LONG_PAUSE = 1500;

const NOT_AN_OBJECT: TextProblem = {
  from: 0,
  to: 1,
  line: 1,
  message: 'Params are an object: the text must start with { and end with }.',
};

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--vx-text)' },
  { tag: tags.string, color: 'var(--vx-good)' },
  { tag: tags.number, color: 'var(--vx-accent)' },
  { tag: [tags.bool, tags.null], color: 'var(--vx-moved)' },
  { tag: tags.invalid, color: 'var(--vx-bad)' },
]);

const look = EditorView.theme({
  '&': {
    color: 'var(--vx-text)',
    backgroundColor: 'var(--vx-surface)',
    fontSize: '12.5px',
    maxHeight: 'max(240px, calc(100vh - 244px))',
    minHeight: '240px',
  },
  '.cm-scroller': { fontFamily: 'var(--vx-mono)', lineHeight: '1.5', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--vx-text)' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--vx-text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--vx-sunken)',
    color: 'var(--vx-text-3)',
    borderRight: '1px solid var(--vx-line)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--vx-hover) 60%, transparent)' },
  '&.cm-focused': { outline: '1px solid var(--vx-focus)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--vx-selected)',
  },
  '.cm-panels': { backgroundColor: 'var(--vx-raised)', color: 'var(--vx-text)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--vx-line)' },
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '6px 8px',
    padding: '6px 40px 6px 8px',
    fontFamily: 'var(--vx-font)',
    fontSize: 'var(--vx-size)',
  },
  // The line break between find and replace.
  '.cm-panel.cm-search br': { flexBasis: '100%', width: '0', height: '0', content: '""' },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    margin: '0',
    fontSize: 'var(--vx-size-2)',
    color: 'var(--vx-text-2)',
  },
  '.cm-panel.cm-search input[type=checkbox]': {
    width: '16px',
    height: '16px',
    margin: '0',
    accentColor: 'var(--vx-accent-fill)',
  },
  '.cm-panel.cm-search .cm-textfield, .cm-panel.cm-search .cm-button': {
    minHeight: '26px',
    margin: '0',
    padding: '2px 8px',
    backgroundColor: 'var(--vx-surface)',
    backgroundImage: 'none',
    color: 'var(--vx-text)',
    border: '1px solid var(--vx-control-line)',
    borderRadius: 'var(--vx-radius)',
    font: 'inherit',
  },
  '.cm-panel.cm-search .cm-textfield': { flex: '0 1 220px', minWidth: '120px' },
  '.cm-panel.cm-search .cm-button': { borderColor: 'var(--vx-line-strong)', cursor: 'pointer' },
  '.cm-panel.cm-search .cm-button:hover': { backgroundColor: 'var(--vx-hover)' },
  '.cm-panel.cm-search [name=close]': {
    top: '6px',
    right: '8px',
    width: '26px',
    height: '26px',
    padding: '0',
    borderRadius: 'var(--vx-radius)',
    color: 'var(--vx-text-2)',
    fontSize: '18px',
    cursor: 'pointer',
  },
  '.cm-panel.cm-search [name=close]:hover': { backgroundColor: 'var(--vx-hover)' },
  '.cm-searchMatch': { backgroundColor: 'var(--vx-warn-tint)', outline: '1px solid var(--vx-warn)' },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--vx-hover)',
    border: '1px solid var(--vx-line-strong)',
    color: 'var(--vx-text-2)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--vx-raised)',
    color: 'var(--vx-text)',
    border: '1px solid var(--vx-line)',
  },
});

/** The nonce that the server put into this page, for the style sheet that the editor writes. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** The place in params that the form and the JSON share: where the one was left the other begins. */
export interface Followed {
  path?: Path;
  /** The path came from the JSON, and the form is still to go there. */
  toForm?: boolean;
}

const laidOut = (store: EditStore): string => printJson(store.value, { indent: 2 });

/**
 * The whole draft as JSON text. Valid edits flow into the draft, where whatever still means and spells the same keeps its source text; text that is not valid
 * says where it is wrong, waits in the draft, and the last valid state stays.
 */
export function JsonTab({
  store,
  readOnly,
  followed,
  onShowInForm,
}: {
  store: EditStore;
  readOnly: boolean;
  /** Where the form was left; from here on where the cursor stands. */
  followed: Followed;
  onShowInForm: () => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [path, setPath] = useState<Path>(followed.path ?? []);
  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ours = store.value;
    let writing = false;
    let broken = false;

    const view = new EditorView({
      parent,
      state: EditorState.create({
        doc: store.pending.get('')?.text ?? laidOut(store),
        extensions: [
          lineNumbers(),
          foldGutter(),
          codeFolding(),
          lintGutter(),
          history(),
          drawSelection(),
          highlightSpecialChars(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          indentOnInput(),
          bracketMatching(),
          search({ top: true }),
          json(),
          syntaxHighlighting(colours),
          look,
          EditorView.cspNonce.of(styleNonce()),
          EditorView.contentAttributes.of({
            'aria-label': 'Params as JSON',
            spellcheck: 'false',
            tabindex: '0',
          }),
          EditorState.readOnly.of(readOnly),
          keymap.of([
            ...searchKeymap,
            ...historyKeymap,
            ...foldKeymap,
            ...lintKeymap,
            ...defaultKeymap,
            indentWithTab,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.selectionSet || update.docChanged) {
              followed.path = pathAt(update.state, update.state.selection.main.head);
              setPath(followed.path);
            }
            if (!update.docChanged || writing) return;
            clearTimeout(timer);
            timer = undefined;
            if (update.state.doc.length < LONG) take();
            else timer = setTimeout(take, update.state.doc.length < HUGE ? PAUSE : LONG_PAUSE);
          }),
        ],
      }),
    });

    const mark = (read: Pick<ReadText, 'errors' | 'warnings'>) => {
      const end = view.state.doc.length;
      const at = (severity: Diagnostic['severity']) => (problem: TextProblem) => {
        const from = Math.min(problem.from, Math.max(0, end - 1));
        return { from, to: Math.max(from, Math.min(end, problem.to)), severity, message: problem.message };
      };
      const marks = [...read.errors.map(at('error')), ...read.warnings.map(at('warning'))];
      marks.sort((a, b) => a.from - b.from);
      view.dispatch(setDiagnostics(view.state, marks));
    };
    /** Reads the text into the draft. */
    function take(): void {
      timer = undefined;
      const text = view.state.doc.toString();
      const read = readJsonText(text, store.base);
      if (read.value !== undefined && !isObject(read.value)) read.errors.push(NOT_AN_OBJECT);
      const [problem] = read.errors;
      broken = problem !== undefined;
      if (problem) store.setPending([], text, `JSON, line ${problem.line}: ${problem.message}`);
      else if (isObject(read.value)) {
        ours = adopt(store.value, read.value) as typeof ours;
        store.takeWhole(ours);
      }
      mark(read);
    }
    const flush = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      take();
    };
    store.flushers.add(flush);
    const stop = store.subscribe(() => {
      if (store.pending.has('') || timer !== undefined) return;
      // Text that was wrong and is no longer waited for was dropped.
      if (store.value === ours && !broken) return;
      broken = false;
      ours = store.value;
      writing = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: laidOut(store) } });
      writing = false;
      mark({ errors: [], warnings: [] });
    });
    if (store.pending.has('')) take();
    const start = followed.path && positionOf(view.state, followed.path);
    if (start !== undefined)
      view.dispatch({
        selection: { anchor: start },
        effects: EditorView.scrollIntoView(start, { y: 'center' }),
      });
    return () => {
      flush();
      store.flushers.delete(flush);
      stop();
      view.destroy();
    };
  }, [store, readOnly, followed]);
  return (
    <>
      <div className={styles.where}>
        <span className={styles.path} aria-label="Path at the cursor" role="note">
          {readablePath(path, store.value) || 'the whole'}
        </span>
        {path.length ? (
          <button type="button" className={styles.show} onClick={onShowInForm}>
            Show in the form
          </button>
        ) : null}
      </div>
      <div ref={place} className={styles.editor} />
    </>
  );
}
