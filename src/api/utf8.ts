/** The text of a good answer; null where it is not UTF-8: with a stand-in for what cannot be read, another text would be shown, and saved. */
export async function utf8Of({ body }: Response): Promise<string | null> {
  if (body === null) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = body.getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    try {
      text += done ? decoder.decode() : decoder.decode(value, { stream: true });
    } catch {
      void reader.cancel().catch(() => {}); // nothing more is wanted of it
      return null;
    }
    if (done) return text;
  }
}
