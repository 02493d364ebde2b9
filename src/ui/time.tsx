const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const short = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

function parse(text: string | null | undefined): Date | undefined {
  if (!text) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** `3 hr. ago` within a week, `12 Mar 2026` before that. */
export function relativeTime(date: Date, now = Date.now()): string {
  const ago = date.getTime() - now;
  const size = Math.abs(ago);
  if (size < MINUTE) return 'just now';
  if (size < HOUR) return relative.format(Math.round(ago / MINUTE), 'minute');
  if (size < DAY) return relative.format(Math.round(ago / HOUR), 'hour');
  if (size < 7 * DAY) return relative.format(Math.round(ago / DAY), 'day');
  return day.format(date);
}

/** A moment of the wire: relative, and in full on hover. A text that is no date is shown as it came; nothing given says so. */
export function Time({ value, absolute = false }: { value: string | null | undefined; absolute?: boolean }) {
  const date = parse(value);
  if (!date) return value ? <span>{value}</span> : <span title="The server gives no time">–</span>;
  return (
    <time dateTime={value ?? undefined} title={full.format(date)}>
      {absolute ? short.format(date) : relativeTime(date)}
    </time>
  );
}
