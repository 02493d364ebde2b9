import { insertNewlineAndIndent } from '@codemirror/commands';
import { foldable } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { type JsonTextAnswer, type JsonTextMessage, jsonTextDesk } from '../workers/json-text-answer.ts';
import { EditStore } from './edit-store.ts';
import type { Followed } from './followed.ts';
import { JsonTab } from './json-tab.tsx';

beforeAll(() => {
  // jsdom lays nothing out, and the editor measures its lines.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function open(text: string, followed: Followed = {}) {
  const store = new EditStore(readJson(text) as JsonObject);
  render(<JsonTab store={store} readOnly={false} followed={followed} onShowInForm={() => undefined} />);
  const view = EditorView.findFromDOM(screen.getByRole('textbox', { name: 'Params as JSON', hidden: true }));
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

test('how the keyboard comes out of the text is said, where Tab is typed into it', () => {
  open('{"a":1}');
  const text = screen.getByRole('textbox', { name: 'Params as JSON' });
  expect(text).toHaveAccessibleDescription('Tab indents; Esc, then Tab leaves');
  expect(screen.getByText('Tab indents; Esc, then Tab leaves')).toBeInTheDocument();
  const isLeftByTab = () => fireEvent.keyDown(text, { key: 'Tab', keyCode: 9 });
  expect(isLeftByTab()).toBe(false);
  fireEvent.keyDown(text, { key: 'Escape', keyCode: 27 });
  expect(isLeftByTab()).toBe(true);
});

test('the cursor stands where the form was left', () => {
  const { view, shown } = open('{"a":{"b":1},"rows":[{"x":1},{"x":2.0}]}', { path: ['rows', 1, 'x'] });
  expect(view.state.selection.main.head).toBe(shown().indexOf('2.0'));
});

/** Stands for the worker; answers when told to. */
class HeldWorker extends EventTarget {
  static asked: HeldWorker[] = [];
  ended = false;
  private readonly take = jsonTextDesk();
  private data: JsonTextAnswer | undefined;
  postMessage(message: JsonTextMessage): void {
    this.data = this.take(message);
    if (this.data) HeldWorker.asked.push(this);
  }
  terminate(): void {
    this.ended = true;
  }
  answer(): void {
    this.dispatchEvent(new MessageEvent('message', { data: this.data }));
  }
}

const large = `{"a":1.0,"rows":["${'long '.repeat(50_000)}",1e-05],"z":5}`;
const asked = (index: number) => HeldWorker.asked[index] as HeldWorker;
const isAsked = (count: number) =>
  waitFor(() => expect(HeldWorker.asked).toHaveLength(count), { timeout: 5000 });

/** Opens the large text and waits until it is laid out. */
async function openLarge(text = large) {
  HeldWorker.asked = [];
  vi.stubGlobal('Worker', HeldWorker);
  const opened = open(text);
  expect([opened.shown(), opened.view.state.readOnly]).toEqual(['', true]);
  expect(screen.getByRole('status')).toHaveTextContent('Laying out');
  await isAsked(1);
  await act(async () => asked(0).answer());
  await waitFor(() => expect(opened.view.state.readOnly).toBe(false));
  expect(opened.shown()).toBe(printJson(readJson(text), { indent: 2 }));
  await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
  return opened;
}

test('of a large text few lines are drawn, though it is laid out while out of sight', async () => {
  const { view } = await openLarge(`{"rows":[${'12.50,'.repeat(50_000)}0]}`);
  expect(view.state.doc.lines).toBe(50_005);
  expect(view.contentDOM.querySelectorAll('.cm-line').length).toBeLessThan(500);
});

test('a large text is read by the worker, and typing on gives up what it was reading', async () => {
  const { store, view, type } = await openLarge();
  type('0', '"a": 1.0');
  await isAsked(2);
  expect(store.dirty).toBe(false);
  type('0', '"a": 1.00');
  expect(asked(1).ended).toBe(true);
  await isAsked(3);
  await act(async () => asked(2).answer());
  await waitFor(() => expect(printJson(store.value)).toBe(large.replace('1.0', '1.000')));
  type('7', '"z": ');
  store.reader?.flush();
  expect(printJson(store.value)).toBe(large.replace('1.0', '1.000').replace('"z":5', '"z":75'));
  expect(view.state.readOnly).toBe(false);
});

test('who saves waits until the large text on screen is read, also when typing goes on', async () => {
  const { store, type } = await openLarge();
  type('0', '"a": 1.0');
  let settled = false;
  const settling = store.reader?.settle()?.then(() => {
    settled = true;
  });
  await isAsked(2);
  type('7', '"z": ');
  await isAsked(3);
  expect(settled).toBe(false);
  await act(async () => asked(2).answer());
  await settling;
  expect(printJson(store.value)).toBe(large.replace('1.0', '1.00').replace('"z":5', '"z":75'));
  expect(store.reader?.settle()).toBeUndefined();
});

test('large text that is not valid keeps the last valid state and says where', async () => {
  const { store, problem, type } = await openLarge();
  type('x', '"a": 1.0');
  await isAsked(2);
  await act(async () => asked(1).answer());
  await waitFor(() => expect(problem()).toContain('JSON, line 2: '));
  expect(printJson(store.value)).toBe(large);
});

test('large text that is left before it is read waits in the draft, and is read on', async () => {
  const { store, problem, type } = await openLarge();
  type('0', '"a": 1.0');
  cleanup();
  expect([problem(), printJson(store.value)]).toEqual(['JSON text that is not read yet.', large]);
  await isAsked(2);
  await act(async () => asked(1).answer());
  await waitFor(() => expect(problem()).toBeUndefined());
  expect(printJson(store.value)).toBe(large.replace('1.0', '1.00'));
  expect(store.reader).toBeUndefined();
});

test('what came into the draft while a large text was read stays beside what was typed', async () => {
  const { store, shown, type } = await openLarge();
  type('0', '"a": 1.0');
  await isAsked(2);
  act(() => store.set(['z'], 6));
  await act(async () => asked(1).answer());
  const both = large.replace('1.0', '1.00').replace('"z":5', '"z":6');
  await waitFor(() => expect(printJson(store.value)).toBe(both));
  await isAsked(3);
  await act(async () => asked(2).answer());
  await waitFor(() => expect(shown()).toBe(printJson(readJson(both), { indent: 2 })));
});

test('what became small while it was laid out large is shown small, and stays', async () => {
  const { store, view, shown, type } = await openLarge();
  act(() => store.set(['z'], 6));
  await isAsked(2);
  act(() => store.set(['rows'], readJson('[1.0]')));
  const small = '{\n  "a": 1.0,\n  "rows": [\n    1.0\n  ],\n  "z": 6\n}';
  expect([shown(), view.state.readOnly, asked(1).ended]).toEqual([small, false, true]);
  await act(async () => asked(1).answer());
  expect(shown()).toBe(small);
  type('5', '"z": 6');
  expect(printJson(store.value)).toBe('{"a":1.0,"rows":[1.0],"z":65}');
});

test('what is left unread and opened again is read once, as it is on screen then', async () => {
  const { store, type } = await openLarge();
  type('0', '"a": 1.0');
  cleanup();
  await isAsked(2);
  render(<JsonTab store={store} readOnly={false} followed={{}} onShowInForm={() => undefined} />);
  await isAsked(3);
  expect(asked(1).ended).toBe(true);
  await act(async () => asked(2).answer());
  await waitFor(() => expect(printJson(store.value)).toBe(large.replace('1.0', '1.00')));
  cleanup();
  expect(store.reader).toBeUndefined();
});

test('what can be folded can be folded at once, and while somebody types', () => {
  const { view, type } = open('{"a":{"b":[1]},"c":2}');
  const folding = () => {
    const lines = Array.from({ length: view.state.doc.lines }, (_, at) => view.state.doc.line(at + 1));
    return lines.filter(({ from, to }) => foldable(view.state, from, to)).map(({ number }) => number);
  };
  expect(folding()).toEqual([1, 2, 3]);
  type('5', '"c": ');
  expect(folding()).toEqual([1, 2, 3]);
});

test('an edit from elsewhere leaves the cursor where it stands', () => {
  const { store, view, shown } = open('{"a":1,"b":2,"c":3}');
  act(() => view.dispatch({ selection: { anchor: shown().indexOf('"c"') } }));
  act(() => store.set(['a'], 10));
  expect(view.state.selection.main.head).toBe(shown().indexOf('"c"'));
});

test('Enter goes on as deep as the bracket before it, and a bracket that closes goes back', () => {
  const { view, shown } = open('{"a":{}}');
  const at = shown().indexOf('{}') + 1;
  act(() => {
    view.dispatch({ selection: { anchor: at } });
    insertNewlineAndIndent(view);
  });
  expect(shown()).toBe('{\n  "a": {\n    \n  }\n}');
});
