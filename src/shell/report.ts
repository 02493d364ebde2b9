import { ApiError } from '../api/http.ts';
import { BadAddressError } from '../route-ids.ts';
import { UndrawableError } from '../ui/undrawable.ts';

/** What a page's boundary caught: an answer of the server, what of it cannot be drawn, or a bad address is shown to the person and is no fault of the program; anything else is also logged. */
export function reportCaught(error: unknown): void {
  if (error instanceof ApiError || error instanceof BadAddressError || error instanceof UndrawableError)
    return;
  // biome-ignore lint/suspicious/noConsole: the one place where the program's own faults are told to who looks
  console.error(error);
}
