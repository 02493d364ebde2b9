import '@testing-library/jest-dom/vitest';
import { EditorView } from '@codemirror/view';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { type JsonObject, printJson, readJson } from '../../contract/json.ts';
import { EditStore } from './edit-store.ts';
import { type Followed, JsonTab } from './json-tab.tsx';

beforeAll(() => {
  // jsdom lays nothing out, and the editor measures its lines.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
});
afterEach(cleanup);

function open(text: string, followed: Followed = {}) {
  const store = new EditStore(readJson(text) as JsonObject);
  render(<JsonTab store={store} readOnly={false} followed={followed} onShowInForm={() => undefined} />);
  const view = EditorView.findFromDOM(screen.getByRole('textbox', { name: 'Params as JSON' }));
  if (!view) throw new Error('There is no editor.');
  const shown = () => view.state.doc.toString();
  return {
    store,
    shown,
    view,
    /** Types key by key where `before` ends, or over everything when it is not given. */
    type(typed: string, before?: string) {
      let at = before === undefined ? 0 : shown().indexOf(before) + before.length;
      if (before === undefined) view.dispatch({ changes: { from: 0, to: view.state.doc.length } });
      for (const key of typed)
        view.dispatch({ changes: { from: at++, insert: key }, userEvent: 'input.type' });
    },
    problem: () => store.pending.get('')?.problem,
  };
}

test('what is typed key by key through texts that are not valid stays as it was typed', () => {
  const { store, shown, type } = open('{"old":1}');
  type('{"a":1.0}');
  expect(shown()).toBe('{"a":1.0}');
  expect(printJson(store.value)).toBe('{"a":1.0}');
  expect(store.pending.size).toBe(0);
});

test('a member typed in the middle stays in the text and reaches the draft', () => {
  const { store, shown, type } = open('{"a":1.0,"c":3}');
  type('\n  "b": "x, {y}",', '"a": 1.0,');
  expect(shown()).toBe('{\n  "a": 1.0,\n  "b": "x, {y}",\n  "c": 3\n}');
  expect(store.value.get('b')).toBe('x, {y}');
  expect(store.pending.size).toBe(0);
});

test('typing on after a valid text keeps the text, and one undo takes the JSON back', () => {
  const { store, shown, type } = open('{"a":1}');
  type('2.50', '"a": ');
  expect(shown()).toBe('{\n  "a": 2.501\n}');
  store.undo();
  expect(shown()).toBe('{\n  "a": 1\n}');
});

test('a key typed twice keeps the text back and says where', () => {
  const { store, problem, type } = open('{"a":1,"b":2}');
  type('{"a":1,\n"b":2,\n"a":3}');
  expect(problem()).toBe('JSON, line 3: The key “a” stands twice; the last one counts. Keep one of them.');
  expect(store.dirty).toBe(true);
});

test('a NaN typed anew is refused, one that was stored stays', () => {
  const { problem, type } = open('{"a":NaN,"b":2}');
  type('{"a":NaN,"b":3}');
  expect(problem()).toBeUndefined();
  type('{"a":NaN,"b":NaN}');
  expect(problem()).toContain('JSON, line 1: NaN is no number in JSON');
});

test('the path at the cursor is said, rows by their name', () => {
  const { view, shown } = open('{"soil":{"rows":[{"n":1},{"name":"Clay","top":[1,2.50]}]}}');
  act(() => view.dispatch({ selection: { anchor: shown().indexOf('2.50') + 1 } }));
  expect(screen.getByRole('note', { name: 'Path at the cursor' })).toHaveTextContent(
    'soil › rows[Clay] › top[2]',
  );
});

test('the cursor stands where the form was left', () => {
  const { view, shown } = open('{"a":{"b":1},"rows":[{"x":1},{"x":2.0}]}', { path: ['rows', 1, 'x'] });
  expect(view.state.selection.main.head).toBe(shown().indexOf('2.0'));
});
