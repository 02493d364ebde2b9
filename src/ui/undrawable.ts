/** What came from outside cannot be drawn, with a sentence that says why: shown in its place, and no fault of the program. */
export class UndrawableError extends Error {
  override name = 'UndrawableError';
}
