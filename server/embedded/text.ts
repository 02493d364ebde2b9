/** Folds a text for search and sorting: lower case, without accents. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

const timePattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** An ISO 8601 time as microseconds since 1970, or null when it is not one. Without a zone it is read as UTC. */
export function microsecondsOf(text: string): number | null {
  const match = timePattern.exec(text);
  if (match === null) return null;
  const [, year, month, day, hours = '0', minutes = '0', seconds = '0', fraction = '', zone = 'Z'] = match;
  const [monthIndex, dayOfMonth] = [Number(month) - 1, Number(day)];
  const date = new Date(0);
  date.setUTCFullYear(Number(year), monthIndex, dayOfMonth);
  if (date.getUTCMonth() !== monthIndex || date.getUTCDate() !== dayOfMonth) return null;
  if (Number(hours) > 24 || Number(minutes) > 59 || Number(seconds) > 60) return null;
  const inDay = (Number(hours) * 60 + Number(minutes) - offsetMinutes(zone)) * 60 + Number(seconds);
  return (date.getTime() + inDay * 1000) * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

function offsetMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Now, as the environment writes times: UTC, six decimals. */
export function timeNow(): string {
  return new Date().toISOString().replace('Z', '000Z');
}

/** Whether PostgreSQL's text and UTF-8 can hold it: no NUL, no half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return (
    !text.includes('\u0000') &&
    !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)
  );
}
