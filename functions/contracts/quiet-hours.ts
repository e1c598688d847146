/** Daily hours without sound, in the local time of a time zone. */
export interface QuietHours {
  /** First quiet minute, `HH:MM`. */
  readonly from: string;
  /** First minute with sound. A time before `from` means the next day. */
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** The local time of a time zone as `HH:MM`. */
const wallTime = (now: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);

/**
 * `now`: epoch milliseconds. Follows daylight saving. False for a time zone that this runtime does not know,
 * since a missed message is worse than a sound.
 */
export const isQuiet = ({ from, to, timeZone }: QuietHours, now: number): boolean => {
  try {
    const time = wallTime(now, timeZone);
    return from < to ? time >= from && time < to : time >= from || time < to;
  } catch {
    return false;
  }
};
