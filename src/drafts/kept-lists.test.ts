import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import type { JsonObject } from '../../contract/json/value.ts';
import { applyDraft, type Draft, type DraftChange, draftOf, printDraft, readDraft } from '../params/draft.ts';
import { placeDraft } from '../params/draft-places.ts';
import { sameSpelling } from '../params/equal.ts';
import { getIn } from '../params/path.ts';
import { holdsAll, rebaseDraft } from './rebase.ts';

const params = (text: string) => readJson(text) as JsonObject;
const kept = (base: string, edited: string): Draft =>
  readDraft(printDraft(draftOf(params(base), params(edited))));

const TOLD = 'told';
/** The params with a kept draft, or that some of it has no place or clashes. */
function opened(draft: Draft, now: string): string {
  const { merged, clashes, lost } = rebaseDraft(draft, params(now));
  return clashes.length + lost.length > 0 ? TOLD : printJson(merged);
}
/** The same, with the changes made where they are led to: of several edits in a list of zeros and ones, merging may see moves. */
function led(draft: Draft, now: string): string {
  const stands = params(now);
  const { placed, lost } = placeDraft(draft, stands);
  const isMet = ({ path, base, value }: DraftChange) =>
    [base, value].some((one) => sameSpelling(getIn(stands, path), one));
  return lost.length === 0 && placed.every(isMet) ? printJson(applyDraft(stands, placed)) : TOLD;
}
const list = (items: readonly unknown[]) => `{"v":[${items.join()}]}`;
const openedOf = (base: string, edited: string, now: string) =>
  opened(kept(`{"v":[${base}]}`, `{"v":[${edited}]}`), `{"v":[${now}]}`);

test.each([
  ['{"a":1,"v":[1,2]}', '{"a":2.50,"v":[1,2]}', '{"a":2.50,"v":[1,2],"b":1}', true],
  ['{"a":1}', '{"a":2.50}', '{"a":2.5}', false],
  ['{"a":1}', '{"a":2.50}', '{"a":1}', false],
  ['{"a":1}', '{"a":2.50}', '{"a":3}', false],
  ['{"v":[{"n":1}]}', '{"v":[{"n":2}]}', '{"v":[]}', false],
  ['{"v":[1,2]}', '{"v":[1,5,2]}', '{"v":[1,5,2]}', true],
])('of %s edited to %s all is held by %s: %s', (base, edited, now, held) => {
  expect(holdsAll(kept(base, edited), params(now))).toBe(held);
});

describe('an edit to what another item holds', () => {
  const ON = '{"a":1,"on":true}';
  const OFF = '{"a":1,"on":false}';
  test.each([
    ['is made where an item came above', '3.0,2.5', '3.0,3.0', '4.5,3.0,2.5', '4.5,3.0,3.0'],
    ['is known to be stored where an item came above', '4,4', '52,4', '9,52,4', '9,52,4'],
    ['is known to be stored beside another edit', '4,4', '52,53', '9,52,53', '9,52,53'],
    ['is told where the item was moved', '3.0,3.5,3.0', '3.0,3.0,3.0', '3.0,3.0,3.5', TOLD],
    ['is told where it was moved up', '3.0,3.5,3.0', '3.0,3.0,3.0', '3.5,3.0,3.0', TOLD],
    ['is told where two rows were swapped', `${ON},${OFF}`, `${OFF},${OFF}`, `${OFF},${ON}`, TOLD],
    ['is not made again in the row that took its place', `${ON},7`, `${OFF},7`, `9,${OFF}`, `9,${OFF}`],
    ['is made beside one that a third person made alike', '0,5,1', '1,5,1', '0,1,1', '1,1,1'],
  ])('%s', (_, base, edited, now, made) => {
    expect(openedOf(base, edited, now)).toBe(made === TOLD ? made : `{"v":[${made}]}`);
  });
});

/** An item with the index that it had when the draft was begun, which nobody sees. */
interface Item {
  holds: number;
  was: number;
}
type Act = (items: readonly Item[]) => Item[];

const insertion =
  (at: number, holds: number): Act =>
  (items) =>
    items.toSpliced(at, 0, { holds, was: -1 });
const removal =
  (at: number): Act =>
  (items) =>
    items.toSpliced(at, 1);
const move =
  (from: number, to: number): Act =>
  (items) =>
    items.toSpliced(from, 1).toSpliced(to, 0, items[from] as Item);
const change =
  (at: number, holds: number): Act =>
  (items) =>
    items.with(at, { ...(items[at] as Item), holds });

const upTo = (count: number) => [...Array(count).keys()];
const HELD = [0, 1, 7];

/** What one other person can do to a list of so many items. */
const actsOn = (count: number): Act[] => [
  ...upTo(count + 1).flatMap((at) => HELD.map((holds) => insertion(at, holds))),
  ...upTo(count).map(removal),
  ...upTo(count).flatMap((from) => upTo(count).map((to) => move(from, to))),
  ...upTo(count).flatMap((at) => HELD.map((holds) => change(at, holds))),
];

/** All lists of zeros and ones with so many items. */
const listsOf = (count: number) =>
  upTo(2 ** count).map((bits) => upTo(count).map((at) => Math.floor(bits / 2 ** at) % 2));

/** What the list is to hold with the draft; `undefined` where an edited item is gone or holds something third. */
function wantedIn(now: readonly Item[], before: readonly number[], edited: readonly number[]) {
  const isMet = edited.every((to, was) => {
    const item = now.find((one) => one.was === was);
    return to === before[was] || (item && (item.holds === before[was] || item.holds === to));
  });
  return isMet
    ? now.map(({ holds, was }) => (edited[was] !== before[was] ? (edited[was] as number) : holds))
    : undefined;
}

/** What the same draft may find, by what stands there, with all that it is to make of it: after nothing, where any of it may be stored; and after one act, all of it stored before or nothing. */
function findings(before: readonly number[], edited: readonly number[], textOf: (held: number[]) => string) {
  const wants = new Map<string, { certain: boolean; texts: Set<string> }>();
  const add = (now: readonly Item[], certain: boolean, wanted: readonly number[] | undefined) => {
    const key = textOf(now.map(({ holds }) => holds));
    const known = wants.get(key) ?? { certain, texts: new Set() };
    // What nobody else did is likelier than what somebody did unseen.
    if (!known.certain || certain) known.texts.add(wanted ? textOf([...wanted]) : TOLD);
    wants.set(key, known);
  };
  // Edits go on after a save whose answer was lost: then some of them are stored.
  const differing = upTo(before.length).filter((at) => edited[at] !== before[at]);
  for (const bits of listsOf(differing.length)) {
    const items = before.map((holds, was) => ({
      holds: bits[differing.indexOf(was)] ? (edited[was] as number) : holds,
      was,
    }));
    add(items, true, edited);
  }
  for (const stored of [false, true]) {
    const items = (stored ? edited : before).map((holds, was) => ({ holds, was }));
    for (const act of actsOn(before.length)) {
      const now = act(items);
      const isThere = stored && now.length < items.length;
      add(now, false, isThere ? now.map(({ holds }) => holds) : wantedIn(now, before, edited));
    }
  }
  return wants;
}

describe('of zeros and ones, whatever one other person does', () => {
  test.each([
    ['items', (held: number[]) => list(held)],
    ['rows', (held: number[]) => list(held.map((on) => `{"a":1,"b":2,"on":${on}}`))],
  ])('no edit of %s is lost in silence or made in another one', (_, textOf) => {
    const wrong: string[] = [];
    for (const before of upTo(5).flatMap(listsOf))
      for (const edited of listsOf(before.length)) {
        const draft = kept(textOf(before), textOf(edited));
        if (draft.length === 0) continue;
        for (const [now, { certain, texts }] of findings(before, edited, textOf)) {
          const made = (draft.length === 1 ? opened : led)(draft, now);
          if (made === TOLD ? certain : !texts.has(made) || texts.size > 1)
            wrong.push(`${before} → ${edited}, now ${now}: ${made}`);
        }
      }
    expect(wrong).toEqual([]);
  });

  test('an edit is made or known to be stored where an item like no other comes or one becomes so', () => {
    const untrue: string[] = [];
    for (const before of upTo(5).flatMap(listsOf))
      for (const edited of listsOf(before.length)) {
        const draft = kept(list(before), list(edited));
        if (draft.length === 0) continue;
        for (const stood of [before, edited]) {
          for (const at of upTo(before.length + 1))
            if (opened(draft, list(stood.toSpliced(at, 0, 7))) !== list(edited.toSpliced(at, 0, 7)))
              untrue.push(`${before} → ${edited}, 7 at ${at} of ${stood}`);
          for (const at of upTo(before.length))
            if (
              before[at] === edited[at] &&
              opened(draft, list(stood.with(at, 7))) !== list(edited.with(at, 7))
            )
              untrue.push(`${before} → ${edited}, 7 for ${at} of ${stood}`);
        }
      }
    expect(untrue).toEqual([]);
  });
});

describe('of longer lists, where an edit may make an item like others', () => {
  const items = fc.array(fc.constantFrom<number[]>(0, 1, 2), { minLength: 1, maxLength: 8 });
  const acts = fc.array(fc.record({ at: fc.nat(20), to: fc.nat(20), holds: fc.constantFrom(0, 1, 7) }), {
    maxLength: 4,
  });
  type Done = { at: number; to: number; holds: number };
  test.each([
    ['come', ({ at, holds }: Done, count: number) => insertion(at % (count + 1), holds)],
    ['go', ({ at }: Done, count: number) => removal(at % (count || 1))],
    ['are moved', ({ at, to }: Done, count: number) => move(at % count, to % count)],
  ])('whatever items %s, it is made in its own, known to be stored, or told', (_, actOf) => {
    fc.assert(
      fc.property(items, fc.nat(20), fc.nat(2), fc.boolean(), acts, (before, pick, to, stored, done) => {
        const at = pick % before.length;
        fc.pre(before[at] !== to);
        const edited = before.with(at, to);
        const now = done.reduce(
          (stand, one) => actOf(one, stand.length)(stand),
          (stored ? edited : before).map((holds, was): Item => ({ holds, was })),
        );
        const held = now.map(({ holds }) => holds);
        const made = opened(kept(list(before), list(edited)), list(held));
        const alike = (all: readonly number[]) =>
          all.filter((one) => one === to || one === before[at]).join();
        // Where they stand as if none of them had come, gone or moved, no data tells that some did.
        const isUnseen = [before, edited].some((all) => alike(all) === alike(held));
        const right = now.map(({ holds, was }) => (was === at ? to : holds));
        if (made !== TOLD && made !== list(right)) expect([made, isUnseen]).toEqual([made, true]);
        if (made !== TOLD)
          expect(alike((readJson(made) as JsonObject).get('v') as number[])).toBe(
            alike(isUnseen ? edited : right),
          );
      }),
      { numRuns: 1_000 },
    );
  });
});
