/**
 * The text of a good answer; null where it is not UTF-8: with a stand-in for what cannot be read, another text would be shown, and saved. Not read piece by piece:
 * Chromium then calls answers broken off that came whole.
 */
export async function utf8Of(response: Response): Promise<string | null> {
  const bytes = await response.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
