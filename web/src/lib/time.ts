import { strings } from './strings.ts';

/** Browsers on bare machines name languages that Intl refuses, such as `en-US@posix`. */
const isLocale = (tag: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
};

/** The reader's own variant of the catalogue's language (en-GB, say), so that dates fit the words. */
export const locale =
  (navigator.languages ?? []).find(
    (tag) => tag.split('-')[0] === strings.locale && isLocale(tag),
  ) ?? strings.locale;

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
const clock = format({ hour: 'numeric', minute: '2-digit' });
const weekday = format({ weekday: 'short' });
const shortDate = format({ day: 'numeric', month: 'short' });
const fullDate = format({ day: 'numeric', month: 'short', year: 'numeric' });
const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
const longDayWithYear = format({ dateStyle: 'long' });
const exact = format({ dateStyle: 'full', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

const DAY_MS = 86_400_000;
const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
/** Calendar days from `at` to `now`; rounded, because a day may have 23 or 25 hours. */
const daysAgo = (at: number, now: number): number =>
  Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
const isSameYear = (at: number, now: number): boolean =>
  new Date(at).getFullYear() === new Date(now).getFullYear();
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Key of a calendar day in the reader's time zone. */
export const dayKey = (iso: string): number => startOfDay(Date.parse(iso));

export const clockTime = (iso: string): string => clock.format(Date.parse(iso));
export const longDate = (iso: string): string => longDayWithYear.format(Date.parse(iso));
export const exactTime = (iso: string): string => exact.format(Date.parse(iso));

/** "Today", "Yesterday", "Monday, 3 March", "3 March 2024". */
export const dayLabel = (day: number, now: number): string => {
  const ago = daysAgo(day, now);
  if (ago <= 1) return capitalised(relative.format(-ago, 'day'));
  return (isSameYear(day, now) ? longDay : longDayWithYear).format(day);
};

/** As short as a list row needs: a time today, a weekday this week, else a date. */
export const listTime = (iso: string, now: number): string => {
  const at = Date.parse(iso);
  const ago = daysAgo(at, now);
  if (ago <= 0) return clock.format(at);
  if (ago < 7) return weekday.format(at);
  return (isSameYear(at, now) ? shortDate : fullDate).format(at);
};

/** "5 minutes ago", "yesterday", "3 Mar". */
export const sinceTime = (iso: string, now: number): string => {
  const at = Date.parse(iso);
  const minutes = Math.max(0, Math.floor((now - at) / 60_000));
  if (minutes < 60) return relative.format(-minutes, 'minute');
  const ago = daysAgo(at, now);
  if (ago === 0) return relative.format(-Math.floor(minutes / 60), 'hour');
  if (ago < 7) return relative.format(-ago, 'day');
  return (isSameYear(at, now) ? shortDate : fullDate).format(at);
};
