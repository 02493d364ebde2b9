import { useState, useSyncExternalStore } from 'react';
import { isArray, type JsonArray, type JsonValue } from '../../contract/json/value.ts';
import { getIn, spliced, startsWith, toPointer } from '../params/path.ts';
import styles from './edit.module.css';
import { type EditProps, useFields, useValueAt } from './field-store.ts';
import { choiceLabel } from './form-labels.ts';
import { AddChoice, AddReference, AddTyped } from './list-add.tsx';
import { ListItems, RemoveItem } from './list-items.tsx';
import { ReferenceName } from './references.tsx';
import { shownText } from './show.tsx';

const NONE: JsonArray = [];

/** A list of options, ids or other scalars as chips, with a field behind them that adds. Where anything may stand in it, each item is a field of its own. */
export function EditList(props: EditProps) {
  const { id, path, kind, spec } = props;
  const { store, readOnly } = useFields();
  const value = useValueAt(path);
  const items = isArray(value) ? value : NONE;
  const ids = kind === 'entities' || kind === 'files';
  const picked = spec?.choices !== undefined || (ids && spec !== undefined);
  const [note, setNote] = useState('');
  const pending = useSyncExternalStore(store.subscribe, () => store.pending);
  /** Why items do not move: a text in one of them that is no value yet would be lost, or land in another. That of an item which goes itself does not count. */
  const held = (goes?: number): string => {
    const texts = [...pending.values()].filter(
      ({ path: at }) => at.length > path.length && startsWith(at, path) && at[path.length] !== goes,
    );
    return texts.length > 0 ? 'Correct or clear the red items first.' : '';
  };
  const remove = (index: number) => {
    const reason = held(index);
    setNote(reason);
    if (reason) return;
    // What is typed behind the items waits on.
    const typed = pending.get(toPointer(path));
    store.set(path, spliced(items, index, 1));
    if (typed) store.setPending(path, typed.text, typed.problem, typed.quiet);
  };
  const add = (added: readonly JsonValue[]) => {
    // An upload may end long after it was begun: what the list holds then is what it is added to.
    const now = getIn(store.value, path);
    const list = isArray(now) ? now : NONE;
    store.set(path, spliced(list, list.length, 0, ...added));
  };
  const adder = { ...props, items, held, add, removeLast: () => remove(items.length - 1) };
  return (
    <div className={styles.chips}>
      {picked ? (
        items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items may repeat and have no id; a chip has no state
          <span key={index} className={styles.chip}>
            <span id={`${id}-${index}-name`} className={styles.chipName}>
              <span className={styles.chipText}>{choiceLabel(spec, item) ?? shownText('json', item)}</span>
              {spec?.choices && choiceLabel(spec, item) === undefined ? (
                <span className={styles.flag}>not offered</span>
              ) : null}
              {ids ? <ReferenceName what={kind === 'files' ? 'file' : 'entity'} value={item} /> : null}
            </span>
            {readOnly ? null : (
              <RemoveItem
                id={`${id}-${index}`}
                named={`${id}-${index}-name`}
                onRemove={() => remove(index)}
              />
            )}
          </span>
        ))
      ) : (
        <ListItems {...props} items={items} onRemove={remove} />
      )}
      {spec?.choices ? (
        <AddChoice {...adder} />
      ) : picked ? (
        <AddReference {...adder} />
      ) : (
        <AddTyped {...adder} />
      )}
      {note && held() ? (
        <span role="alert" className={styles.flag}>
          {note}
        </span>
      ) : null}
    </div>
  );
}
