import { useSyncExternalStore } from 'react';
import { type Account, Session } from '../../contract/session.ts';
import { tabStorage } from '../storage.ts';
import { request, requestNothing, setSender } from './http.ts';

/** What answers this page's `/api`: the embedded environment, a gateway with one token, or a gateway with sign-in. */
export type ServerMode = 'embedded' | 'token' | 'sign-in';

/** As the server wrote it into the page. */
export function serverMode(): ServerMode {
  const content = document.querySelector<HTMLMetaElement>('meta[name="vx-mode"]')?.content;
  return content === 'token' || content === 'sign-in' ? content : 'embedded';
}

/** How long nobody else asks for the sign-ins that could not be read, ms: every request of a page waits for them. */
const PAUSE_MS = 1000;

/** The choice of this tab survives its reload; another tab may be in another environment. */
const CHOSEN = 'vx-account';

let session: Session | null = null;
let account: Account | null = null;
let isAsking = false;
/** Somebody said “Not now” and has not touched the page since: what the page asks by itself does not bring the question back. */
let isQuiet = false;
/** One question for all the requests that wait for its answer. */
let question: Promise<boolean> | null = null;
let answerQuestion: (again: boolean) => void = () => {};
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function take(next: Session): void {
  session = next;
  const chosen = account?.id ?? tabStorage.get(CHOSEN);
  account =
    next.accounts.find(({ id }) => id === chosen) ??
    next.accounts.find((one) => isSame(one, account)) ??
    null;
  changed();
}

function isSame(one: Account, other: Account | null): boolean {
  if (other === null || one.environment !== other.environment) return false;
  return one.user !== null && one.user.id === other.user?.id;
}

const read = (): Promise<Session> => request({ path: '/session', bare: true, answer: Session });

/**
 * Starts what a page behind a gateway needs; does nothing on the embedded environment. Requests wait until it is known as whom they are made; `leave` is called when nobody is
 * signed in, and then they wait for the page to go.
 */
export function startSession(mode: ServerMode, leave: () => void): void {
  if (mode === 'embedded') return;
  let known: Promise<void> | null = null;
  async function learn(): Promise<void> {
    const found = await read();
    take(found);
    account ??= found.accounts.find(({ id }) => id === found.active) ?? null;
    if (account !== null) tabStorage.set(CHOSEN, account.id);
    changed();
    if (mode === 'sign-in' && account === null) leave();
  }
  setSender({
    async headers(): Promise<Record<string, string>> {
      known ??= learn().catch((error) => {
        setTimeout(() => {
          known = null; // the next request asks anew
        }, PAUSE_MS);
        throw error;
      });
      await known;
      if (mode === 'token') return {};
      return account === null ? new Promise(() => {}) : { 'X-VX-Account': account.id };
    },
    signedOut: () => (mode === 'token' ? Promise.resolve(false) : signedOut()),
    ...(mode === 'token' ? { whenRefused: tokenRefused } : {}),
  });
}

const tokenRefused =
  'The environment does not accept the token that this server was started with. Start it with a new VIKTOR_TOKEN, then try again; nothing you typed is lost.';

/** Another tab may have signed in again already; else somebody is asked to, in place. */
async function signedOut(): Promise<boolean> {
  const before = account;
  const found = await read();
  take(found);
  if (account !== null && account.id !== before?.id) return true;
  account = before;
  if (isQuiet) return false;
  question ??= new Promise<boolean>((resolve) => {
    answerQuestion = resolve;
    isAsking = true;
    changed();
  });
  return question;
}

/** Ends the question of {@link useSession}: `true` when somebody signed in again. */
export function endQuestion(again: boolean): void {
  isAsking = false;
  question = null;
  if (!again) beQuiet();
  answerQuestion(again);
  changed();
}

function beQuiet(): void {
  isQuiet = true;
  const touched = () => {
    isQuiet = false;
  };
  for (const kind of ['pointerdown', 'keydown'])
    window.addEventListener(kind, touched, { once: true, capture: true });
}

/**
 * Signs in with a personal access token, which is sent once and not kept here. In place of `former`, the page goes on when it is the same person in the same
 * environment: `same` says so. Throws ApiError with the fields `environment` and `token`.
 */
export async function signIn(
  environment: string,
  token: string,
  former: Account | null = null,
): Promise<{ same: boolean }> {
  const found = await request({
    method: 'POST',
    path: '/session/accounts',
    bare: true,
    body: JSON.stringify({ environment, token }),
    answer: Session,
  });
  const added = found.accounts.find(({ id }) => id === found.active) ?? null;
  const same = added !== null && former !== null && isSame(added, former);
  session = found;
  account = added;
  if (added !== null) tabStorage.set(CHOSEN, added.id);
  changed();
  return { same };
}

/** Makes another sign-in the one of this tab. Load a page afresh afterwards: nothing of the former environment may stay on the screen. */
export async function switchAccount(id: string): Promise<void> {
  tabStorage.set(CHOSEN, id);
  const body = JSON.stringify({ account: id });
  await request({ method: 'PUT', path: '/session/active', bare: true, body, answer: Session });
}

/** Forgets one sign-in, or all: the server destroys what it kept. Returns what is left. */
export async function forgetAccount(id: string | null): Promise<Session> {
  const path = id === null ? '/session' : `/session/accounts/${encodeURIComponent(id)}`;
  const left = await request({ method: 'DELETE', path, bare: true, answer: Session });
  session = left;
  if (id === null || id === account?.id) {
    tabStorage.remove(CHOSEN);
    account = null;
  }
  changed();
  return left;
}

/** Whether this page's own server answers, so that loading the page afresh would not end on a page of the browser's. */
export function isServerThere(): Promise<boolean> {
  return requestNothing({ path: '/healthz', bare: true }).then(
    () => true,
    () => false,
  );
}

/** Reads the sign-ins of this browser anew. */
export async function readSession(): Promise<Session> {
  const found = await read();
  take(found);
  return found;
}

export interface SessionState {
  session: Session | null;
  /** As whom this tab asks. */
  account: Account | null;
  /** The server no longer knows who asks, and requests wait. */
  asking: boolean;
}
let state: SessionState = { session: null, account: null, asking: false };

function snapshot(): SessionState {
  if (state.session !== session || state.account !== account || state.asking !== isAsking)
    state = { session, account, asking: isAsking };
  return state;
}

export function useSession(): SessionState {
  return useSyncExternalStore(subscribe, snapshot);
}

/** Host of the environment behind the gateway, to keep apart what a browser stores; `''` on the embedded environment. Known once a request was answered. */
export function environmentKey(): string {
  return account?.environment ?? session?.environment ?? '';
}
