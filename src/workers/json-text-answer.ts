import { printJson } from '../../contract/json/printing.ts';
import { readJson } from '../../contract/json/reading.ts';
import { adopt } from '../params/adopt.ts';
import { readJsonText, type TextProblem } from '../params/read-json-text.ts';
import { type Told, tell } from '../params/told.ts';

/** `text` to read is at hand in pieces. `base` is left out where it is the same as `before`. */
export type JsonTextRequest =
  | { what: 'lay out'; text: string }
  | { what: 'read'; text: readonly string[]; before: string; base?: string };

export type JsonTextAnswer =
  | { text: string }
  /** `told` is the value in terms of `before`; missing where there are errors. */
  | { errors: TextProblem[]; warnings: TextProblem[]; told?: Told }
  | { problem: string };

/** A request as it is handed over: its texts piece by piece, then what is asked. */
export type JsonTextMessage =
  | { name: 'text' | 'before' | 'base'; piece: string }
  | { what: JsonTextRequest['what'] };

/** Puts a request together again. Returns the answer to the message that ends it. */
export function jsonTextDesk(): (message: JsonTextMessage) => JsonTextAnswer | undefined {
  const texts: Partial<Record<'text' | 'before' | 'base', string>> = {};
  return (message) => {
    if ('piece' in message) {
      texts[message.name] = (texts[message.name] ?? '') + message.piece;
      return undefined;
    }
    const { text = '', before = '', base } = texts;
    if (message.what === 'lay out') return answerJsonText({ what: 'lay out', text });
    return answerJsonText({ what: 'read', text: [text], before, ...(base === undefined ? {} : { base }) });
  };
}

/** What the worker for JSON text answers. */
function answerJsonText(request: JsonTextRequest): JsonTextAnswer {
  try {
    return request.what === 'read' ? read(request) : { text: layOut(request.text) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

const layOut = (text: string): string => printJson(readJson(text), { indent: 2 });

function read({ text, before, base }: Extract<JsonTextRequest, { what: 'read' }>): JsonTextAnswer {
  const known = readJson(before);
  const allowed = base === undefined ? known : readJson(base, { like: known });
  const { value, errors, warnings } = readJsonText(text.join(''), allowed);
  if (value === undefined) return { errors, warnings };
  return { errors, warnings, told: tell(known, adopt(known, value)) };
}
