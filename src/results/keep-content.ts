import { requestToKeep } from '../api/request-content.ts';
import { readAgain } from '../api/retry.ts';
import { saveBlob, saveLink } from '../ui/save-blob.ts';

/**
 * Gives what a link leads to to the browser to keep, under the name that `nameOf` makes of the one that the server gives it, `''` for none. Read by the page, by one
 * use of the link, so that a refusal or a broken answer is told and never kept as if it were the file; what is too large to hold goes past the page, by a link that is
 * asked for anew, by `anotherLink` where that is another way. Throws `ApiError`.
 */
export async function keepContent(
  nameOf: (given: string) => string,
  firstLink: () => Promise<string>,
  anotherLink = firstLink,
): Promise<void> {
  const link = await readAgain(firstLink);
  if (new URL(link, location.origin).origin !== location.origin) return saveLink(link, nameOf(''));
  const file = await requestToKeep(link);
  if (file) saveBlob(file, nameOf(file.name));
  else saveLink(await readAgain(anotherLink), nameOf(''));
}
