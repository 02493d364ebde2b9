import type { JsonValue } from '../../../contract/json/value.ts';

/** Another entity that a method looks at. */
export interface Relative {
  id: number;
  name: string;
  className: string;
  params: JsonValue;
}

/** What a method of an app works on. Nothing of it is saved. */
export interface MethodInput {
  id: number;
  name: string;
  params: JsonValue;
  /** What was picked in a view for it. */
  events: readonly string[];
  children: readonly Relative[];
  /** Entities above, nearest first. */
  above: readonly Relative[];
  references: readonly Relative[];
  /** The text of the file that the entity is, for methods that need it; null where there is none. */
  file: string | null;
  /** Gives a link to a file of the result, which is valid for some minutes; see `Links`. */
  link: Links['link'];
}

export interface ResultFile {
  filename: string;
  content_type: string;
  /** Its links have expired before anybody reads them. */
  is_expired: boolean;
  content: Uint8Array;
}

export interface Links {
  link(filename: string, type: string, content: string | Uint8Array, expired?: boolean): string;
  files: ResultFile[];
}

/** Members of the wire's result by kind: `data`, `table`, …; values are plain, made by `readJson`, or a mixture. */
export type MethodResult = Record<string, unknown>;

export interface Method {
  /** How long it says it takes, in seconds. */
  seconds: number;
  /** What it does, in the words of its progress messages. */
  stages?: readonly string[];
  /** Which other entities it reads. */
  needs?: readonly ('children' | 'above' | 'file')[];
  /** Ids of entities that the params refer to and the method reads. */
  references?(params: JsonValue): readonly number[];
  run(input: MethodInput): MethodResult;
}

/** Methods by name, by the class name of their entity type. */
export type Methods = Readonly<Record<string, Readonly<Record<string, Method>>>>;

export interface JobError {
  type: 'error_user' | 'error_code' | 'error_timeout' | 'error_app_reloading';
  message: string;
  /** Sentences by path of the params. */
  invalid_fields: Record<string, string[]>;
  stack_trace: string;
}

/** Ends a job with words for the reader. */
export class UserError extends Error {
  readonly invalidFields: Record<string, string[]>;

  constructor(message: string, invalidFields: Record<string, string[]> = {}) {
    super(message);
    this.invalidFields = invalidFields;
  }
}

/** The app's own code went wrong: what readers see of it is an empty message. */
export class CodeError extends Error {}

/** The method takes more time than its app allows. */
export class OutOfTime extends Error {}

/** The method does not come to an end. */
export class Endless extends Error {}

/** What a thread is asked to compute. */
export interface Task {
  className: string;
  method: string;
  entity: { id: number; name: string };
  params: string;
  events: string[];
  children: RelativeText[];
  above: RelativeText[];
  references: RelativeText[];
  file: string | null;
  linkMark: string;
}

export interface RelativeText {
  id: number;
  name: string;
  className: string;
  params: string;
}

/** What came of it: the result's JSON text, an error, or nothing ever. */
export type Outcome =
  | { kind: 'result'; text: string; files: ResultFile[] }
  | { kind: 'error'; error: JobError; afterSeconds?: number }
  | { kind: 'endless' };
