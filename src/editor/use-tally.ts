import { useEffect, useState } from 'react';
import type { EditStore } from './edit-store.ts';
import type { FormModel } from './form-model.ts';
import { Counter, type FormTally } from './tally.ts';

/** How long typing rests before changes and problems are counted, ms: counting must not be felt under a key. */
const REST = 150;

/** What changed and what does not fit, counted by section. */
export function useTally(store: EditStore, model: FormModel): FormTally {
  const [counter] = useState(() => new Counter());
  const [tally, setTally] = useState(() => counter.count(model, store));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => setTally(counter.count(model, store));
    count();
    const stop = store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(count, REST);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [counter, model, store]);
  return tally;
}
