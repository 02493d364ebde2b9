/** What to tell about a part of the program that is not there: the usual causes are a connection that is gone, and a newer version on the server. */
export const missingPart =
  'The server cannot be reached, or a newer version of the explorer has taken its place since this page was opened: reload when you are connected. Unsaved edits are kept in this browser.';

/** Whether a page or dialog failed because its script or style sheet could not be read. The texts are those of Chromium, Firefox, Safari, and Vite's for style sheets. */
export function isMissingPart(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|Importing a module script failed|Unable to preload CSS/i.test(error.message)
  );
}
