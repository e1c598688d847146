/** Daily hours without sound, by the clock on the wall of a time zone. */
export interface QuietHours {
  /** First quiet minute, `HH:MM`. */
  readonly from: string;
  /** First minute with sound; before `from`: on the next day. */
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** `HH:MM` of that clock. */
const wallTime = (now: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);

/**
 * `now`: epoch milliseconds. Daylight saving moves the hours with the clock. In a time zone that this runtime does
 * not know there are none: a missed message is worse than a sound.
 */
export const isQuiet = ({ from, to, timeZone }: QuietHours, now: number): boolean => {
  try {
    const time = wallTime(now, timeZone);
    return from < to ? time >= from && time < to : time >= from || time < to;
  } catch {
    return false;
  }
};
