import { relativeTime } from '../ui/time.tsx';

const DAY = 86_400_000;
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** A moment of the wire, the day, or for the last week how long ago, and the clock; in full on hover. What is no date is shown as it came. */
export function Moment({ value }: { value: string | null | undefined }) {
  const date = value ? new Date(value) : undefined;
  if (!value || !date) return <span title="The server gives no time">time not given</span>;
  if (Number.isNaN(date.getTime())) return <span>{value}</span>;
  const age = Date.now() - date.getTime();
  const recent = age >= 0 && age < 7 * DAY;
  return (
    <time dateTime={value} title={`${full.format(date)} (${ago(age)})`}>
      {recent ? relativeTime(date) : day.format(date)}
      <span data-part="clock">{`${recent ? ' · ' : ', '}${clock.format(date)}`}</span>
    </time>
  );
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

function ago(age: number): string {
  const days = Math.round(-age / DAY);
  if (Math.abs(days) < 1) return relative.format(Math.round(-age / 3_600_000), 'hour');
  if (Math.abs(days) < 60) return relative.format(days, 'day');
  return Math.abs(days) < 730
    ? relative.format(Math.round(days / 30.4375), 'month')
    : relative.format(Math.round(days / 365.25), 'year');
}
