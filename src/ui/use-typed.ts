import { use, useCallback, useEffect, useRef, useState } from 'react';
import { UNSAFE_DataRouterContext as DataRouterContext } from 'react-router';

/**
 * The text of a field whose value lives elsewhere, such as in the address: it is told once nobody has typed for a while, or at once by `tell`. The value follows
 * when it can; what was typed meanwhile stays, and only a value that somebody else gave takes the text's place. Nothing is told while another page is on its way: the
 * address would lead back here, and a link that was clicked right after typing would lead nowhere.
 */
export function useTyped(
  value: string,
  onTell: (text: string) => void,
  milliseconds: number,
): { text: string; setText: (text: string) => void; tell: () => void } {
  const [text, setText] = useState(value);
  const latest = useRef({ text, value, onTell });
  const told = useRef(new Set<string>());
  // Asked when it counts: what `useNavigation` says comes with a rendering, which may be late.
  const router = use(DataRouterContext)?.router;
  useEffect(() => {
    latest.current = { text, value, onTell };
  });
  useEffect(() => {
    if (!told.current.delete(value)) setText(value);
    // Those told before it were passed over.
    if (value === latest.current.text) told.current.clear();
  }, [value]);
  const tell = useCallback(() => {
    // Nothing would follow, and a told text that nothing follows would hide the next one from elsewhere.
    if (latest.current.text === latest.current.value) return;
    told.current.add(latest.current.text);
    latest.current.onTell(latest.current.text);
  }, []);
  useEffect(() => {
    if (text === value) return;
    let timer = setTimeout(tellUnlessLeaving, milliseconds);
    function tellUnlessLeaving() {
      if (router?.state.navigation.state === 'loading') timer = setTimeout(tellUnlessLeaving, milliseconds);
      else tell();
    }
    return () => clearTimeout(timer);
  }, [text, value, router, milliseconds, tell]);
  return { text, setText, tell };
}
