import { isArray, isObject, type JsonArray, type JsonValue } from '../../contract/json.ts';
import styles from './edit.module.css';
import { type EditProps, useValueAt } from './field-store.ts';

interface Said {
  who: string;
  text: string;
}

/** A conversation as it is stored: read, and written only by the app. How VIKTOR stores one is not on record, so what is not understood is shown as JSON. */
export function EditChat({ path, labelId }: EditProps) {
  const said = chatOf(useValueAt(path)) ?? [];
  if (said.length === 0) return <span className={styles.word}>no conversation stored</span>;
  return (
    <ol className={styles.chat} aria-labelledby={labelId}>
      {said.map(({ who, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was said has no other name, and stays in its place
        <li key={index}>
          <span className={styles.word}>{who}</span> {text}
        </li>
      ))}
    </ol>
  );
}

/** What was said, in order; `undefined` where the value is no conversation. Nothing stored is an empty one. */
export function chatOf(value: JsonValue | undefined): Said[] | undefined {
  if (value === undefined || value === null) return [];
  const list = isObject(value) && value.size === 1 ? value.get('messages') : value;
  if (!isArray(list) || !list.every(isObject)) return undefined;
  const said = saidIn(list);
  return said.length === list.length ? said : undefined;
}

function saidIn(list: JsonArray): Said[] {
  return list.flatMap((message) => {
    const who = isObject(message) ? message.get('role') : undefined;
    const text = isObject(message) ? message.get('content') : undefined;
    return typeof who === 'string' && typeof text === 'string' ? [{ who, text }] : [];
  });
}
