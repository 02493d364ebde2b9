import type { Method } from './apps/method.ts';

/** The wire's message of a running job. */
export interface JobMessage {
  message_type: 'progress' | 'info';
  message: string;
  percentage: number | null;
  /** Milliseconds since 1970. */
  timestamp_epoch: number;
}

const stops = [20, 50, 80];
const plainStages = ['Reading the input', 'Computing', 'Writing the result'];
/** Methods that take less say nothing on the way. Seconds, as they say themselves. */
const leastToTell = 10;
/** After so many seconds a method that does not end has told half of its way. */
const halfway = 20;

/** What a method tells after running so many seconds, or null. One that does not end comes ever closer to its end. */
export function messageAt(
  { seconds, stages = plainStages }: Method,
  elapsed: number,
  pace: number,
  isEndless: boolean,
): JobMessage | null {
  const told = (message: string, percentage: number, at: number): JobMessage => ({
    message_type: 'progress',
    message,
    percentage,
    timestamp_epoch: Math.round(Date.now() - (elapsed - at) * 1000),
  });
  if (isEndless) {
    const round = Math.floor(elapsed);
    const percentage = Math.floor(99 * (1 - halfway / (halfway + round)));
    return told(`Round ${round + 1}`, percentage, round);
  }
  if (seconds <= leastToTell) return null;
  const whole = seconds * pace;
  const reached = stops.findLastIndex((stop) => elapsed >= (whole * stop) / 100);
  if (reached < 0) return null;
  const stop = stops[reached] as number;
  return told(stages[reached] ?? 'Computing', stop, (whole * stop) / 100);
}
