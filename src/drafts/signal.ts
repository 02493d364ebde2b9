import { uniqueName } from '../api/unique-name.ts';
import type { DraftBase } from './kept-draft.ts';

/** What tabs of one browser tell each other about drafts. */
type Message =
  /**
   * `saved`: what was kept of the place is on the server now, or part of it. `base`: what the draft that is edited there stands on now, null where nothing of it is unsaved;
   * not given where the journal is to be asked.
   */
  | { kind: 'changed'; place: string; writer: string; saved?: true; base?: DraftBase | null }
  /** Whether the editing of this name is still going on in some tab. */
  | { kind: 'ask'; writer: string; question: string }
  | { kind: 'here'; question: string };

type Changed = Omit<Extract<Message, { kind: 'changed' }>, 'kind'>;

const ANSWER_WITHIN = 250;

const listeners = new Set<(changed: Changed) => void>();
const present = new Set<string>();
const questions = new Map<string, () => void>();
let channel: BroadcastChannel | null | undefined;

/** The channel between the tabs, opened when it is first needed; null where a browser has none. */
function channelOf(): BroadcastChannel | null {
  if (channel !== undefined) return channel;
  channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('viktor-explorer-drafts');
  if (channel) channel.onmessage = ({ data }: MessageEvent<Message>) => hear(data);
  return channel;
}

function hear(message: Message): void {
  if (message.kind === 'changed') for (const listener of [...listeners]) listener(message);
  else if (message.kind === 'here') questions.get(message.question)?.();
  else if (present.has(message.writer))
    channelOf()?.postMessage({ kind: 'here', question: message.question } satisfies Message);
}

/** Says that a draft of a place was kept, saved or let go by an editing. */
export function tellDraftChanged(changed: Changed): void {
  channelOf()?.postMessage({ kind: 'changed', ...changed } satisfies Message);
  for (const listener of [...listeners]) listener(changed);
}

/** Hears of every draft that is kept, saved or let go, in this tab or in another one of the same browser. */
export function onDraftChanged(listener: (changed: Changed) => void): () => void {
  channelOf();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let written: readonly string[] = [];
const writeListeners = new Set<() => void>();

/** Does what may write to a place. Until it has ended, a newer revision there may be of this tab's own making. */
export async function whileWriting(place: string, work: () => Promise<void>): Promise<void> {
  const write = (places: readonly string[]) => {
    written = places;
    for (const listener of [...writeListeners]) listener();
  };
  write([...written, place]);
  try {
    await work();
  } finally {
    write(written.toSpliced(written.indexOf(place), 1));
  }
}

/** The places that this tab may be writing to now. */
export const placesWritten = (): readonly string[] => written;

export function onPlacesWritten(listener: () => void): () => void {
  writeListeners.add(listener);
  return () => writeListeners.delete(listener);
}

/** An editing goes on in this tab, until the returned function is called: other tabs that ask for it are answered. */
export function bePresent(writer: string): () => void {
  channelOf();
  present.add(writer);
  return () => present.delete(writer);
}

/** Whether another tab is editing under this name now. A tab that is frozen or gone does not answer. */
export function isPresentElsewhere(writer = ''): Promise<boolean> {
  const open = channelOf();
  if (!open || writer === '' || present.has(writer)) return Promise.resolve(false);
  const question = uniqueName();
  return new Promise((resolve) => {
    const end = (isThere: boolean) => {
      questions.delete(question);
      clearTimeout(timer);
      resolve(isThere);
    };
    const timer = setTimeout(() => end(false), ANSWER_WITHIN);
    questions.set(question, () => end(true));
    open.postMessage({ kind: 'ask', writer, question } satisfies Message);
  });
}
