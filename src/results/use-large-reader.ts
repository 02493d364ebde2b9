import { useEffect, useState } from 'react';
import { LargeReader } from './large-reader.ts';

/** A reader of these texts for as long as somebody looks; `null` until it is there. */
export function useLargeReader(text: Blob, other?: Blob): LargeReader | null {
  const [reader, setReader] = useState<LargeReader | null>(null);
  useEffect(() => {
    const made = new LargeReader(other ? [text, other] : [text]);
    setReader(made);
    return () => {
      made.close();
      setReader(null);
    };
  }, [text, other]);
  return reader;
}
