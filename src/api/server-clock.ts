/** How far the server's clock is ahead of this one, ms, by its last answer that told; up to a second and the answer's way less. */
let ahead = 0;

export function noteClock(response: Response): void {
  const told = Date.parse(response.headers.get('Date') ?? '');
  if (!Number.isNaN(told)) ahead = told - Date.now();
}

/** The moment by the server's clock, ms since 1970; rather a little too early than too late. */
export const serverNow = (): number => Date.now() + ahead;
