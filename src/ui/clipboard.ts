/** Puts a text into the clipboard; false where that failed: a browser may refuse, and gives no clipboard at all to pages on plain http. */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (!navigator.clipboard) return false;
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
