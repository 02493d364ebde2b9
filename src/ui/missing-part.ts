/** What to tell about a part of the program that is not there: the usual cause is a newer version on the server. */
export const missingPart =
  'A newer version of the explorer may have taken its place since this page was opened: reload to get it. Unsaved edits are kept in this browser.';

/** Whether a page or dialog failed because its script or style sheet could not be read. The texts are those of Chromium, Firefox, Safari, and Vite's for style sheets. */
export function isMissingPart(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|Importing a module script failed|Unable to preload CSS/i.test(error.message)
  );
}
