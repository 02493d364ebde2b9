import { isNumberText } from '../../contract/json/value.ts';
import { fold } from '../api/fold.ts';

type Comparison = '=' | '>' | '>=' | '<' | '<=';

/** What somebody looks for among the values of params. */
export interface ValueQuery {
  /** Folded text that a key of the path must hold; absent: any key. */
  key?: string;
  /** Folded text that the value holds. */
  text?: string;
  /** Bounds that the number meets, as they are written. */
  bounds?: { comparison: Comparison; number: string }[];
  /** What meets this is found too: what looks like a key and a value, as a time or an address does, may be one text. */
  or?: ValueQuery;
}

const COMPARED = /^(>=|<=|>|<|=)\s*(\S+)$/;
const RANGE = /^(\S+?)\s*\.\.\s*(\S+)$/;

/**
 * Reads what was typed: `12.5` finds that number however it is spelled, and texts that hold it; `>10`, `<=3`, `10..20` compare; anything else is looked
 * for in texts and keys. `span: steel`, `span>10` and `span:10..20` look below keys that hold `span`, and for the text as it is. `null` for nothing to look for.
 */
export function readValueQuery(typed: string): ValueQuery | null {
  const text = typed.trim();
  if (text === '') return null;
  const bare = readBounds(text);
  if (bare) return { bounds: bare };
  const [, key = '', sign = '', rest = ''] = /^([^:<>=]+?)\s*(:|>=|<=|>|<|=)\s*(.*)$/s.exec(text) ?? [];
  if (key !== '') {
    const below = { key: fold(key), or: plain(text) };
    const bounds = readBounds(sign === ':' ? rest : sign + rest);
    if (bounds) return { ...below, bounds };
    if (sign === ':' && rest === '') return below;
    if (sign === ':') return { ...below, ...plain(rest) };
  }
  return plain(text);
}

function readBounds(text: string): ValueQuery['bounds'] | undefined {
  const [, comparison, number = ''] = COMPARED.exec(text) ?? [];
  if (comparison && isNumberText(number)) return [{ comparison: comparison as Comparison, number }];
  const [, low = '', high = ''] = RANGE.exec(text) ?? [];
  if (isNumberText(low) && isNumberText(high))
    return [
      { comparison: '>=', number: low },
      { comparison: '<=', number: high },
    ];
  return undefined;
}

function plain(text: string): ValueQuery {
  const query: ValueQuery = { text: fold(text) };
  if (isNumberText(text)) query.bounds = [{ comparison: '=', number: text }];
  return query;
}
