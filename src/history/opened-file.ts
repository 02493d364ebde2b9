import { useSyncExternalStore } from 'react';
import { isObject, type JsonObject } from '../../contract/json/value.ts';
import { readJsonText } from '../params/read-json-text.ts';
import { tabStorage } from '../storage.ts';

/** JSON that somebody opened or pasted to compare with. It stays in this tab. */
export interface OpenedFile {
  name: string;
  params: JsonObject;
}

const KEPT = 'vx.comparison.file';
let opened: OpenedFile | undefined;
let looked = false;
const listeners = new Set<() => void>();

/** Params as text: an object, or a record of an archive or answer that holds one as `properties`. A sentence says what else it is. */
function readParamsText(text: string): { params: JsonObject } | { problem: string } {
  if (text.trim() === '') return { problem: 'There is nothing in it: it should hold params as JSON.' };
  const json = text.replace(/^\ufeff/, '');
  const { value, errors } = readJsonText(json, undefined);
  const error = errors[0];
  if (value === undefined)
    return { problem: error ? `${placeOf(json, error)}: ${error.message}` : 'It is no JSON.' };
  if (!isObject(value))
    return { problem: 'Params are an object, { … } with keys and values. This JSON is something else.' };
  const inner = value.get('properties');
  const isRecord = isObject(inner) && value.has('id') && value.has('name');
  return { params: isRecord ? inner : value };
}

/** Much JSON is one long line, of which the number tells nothing. */
function placeOf(text: string, { from, line }: { from: number; line: number }): string {
  return `Line ${line}, character ${from - text.lastIndexOf('\n', from - 1)}`;
}

/** Takes JSON text as a side of the comparison; a sentence when it is none, and then what was open stays. */
export function openFile(name: string, text: string): string | undefined {
  const read = readParamsText(text);
  if ('problem' in read) return read.problem;
  opened = { name, params: read.params };
  looked = true;
  // Too large to be kept over a reload: then the page asks for it again.
  if (!tabStorage.setJson(KEPT, { name, text })) tabStorage.remove(KEPT);
  for (const listener of listeners) listener();
  return undefined;
}

function current(): OpenedFile | undefined {
  if (!looked) {
    looked = true;
    opened = kept();
  }
  return opened;
}

function kept(): OpenedFile | undefined {
  const { name, text } = (tabStorage.getJson(KEPT) ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof text !== 'string') return undefined;
  const read = readParamsText(text);
  return 'params' in read ? { name, params: read.params } : undefined;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is open to compare with, also after a reload of the tab; undefined when nothing is. */
export function useOpenedFile(): OpenedFile | undefined {
  return useSyncExternalStore(subscribe, current);
}
