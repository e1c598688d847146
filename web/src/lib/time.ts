import { strings } from '../strings/strings.ts';

/** Some browsers report languages that Intl rejects, such as `en-US@posix`. */
const isLocale = (tag: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
};

/** The reader's variant of the strings' language (such as en-GB), so that dates match the text. */
const localeNow = (): string =>
  (navigator.languages ?? []).find(
    (tag) => tag.split('-')[0] === strings.locale && isLocale(tag),
  ) ?? strings.locale;

/** A format keeps the time zone in which it was made. */
const makeFormats = (locale: string) => {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  return {
    clock: format({ hour: 'numeric', minute: '2-digit' }),
    weekday: format({ weekday: 'short' }),
    shortDate: format({ day: 'numeric', month: 'short' }),
    fullDate: format({ day: 'numeric', month: 'short', year: 'numeric' }),
    longDay: format({ weekday: 'long', day: 'numeric', month: 'long' }),
    longDayWithYear: format({ dateStyle: 'long' }),
    exact: format({ dateStyle: 'full', timeStyle: 'short' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  };
};

export let locale = localeNow();
let formats = makeFormats(locale);

/** Called after a change of time zone or language; see `place.ts`. */
export const renewFormats = (): void => {
  locale = localeNow();
  formats = makeFormats(locale);
};

const DAY_MS = 86_400_000;
const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
/** Calendar days from `at` to `now`, at least 0; rounded, because a day may have 23 or 25 hours. */
const daysAgo = (at: number, now: number): number =>
  Math.max(0, Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS));
const isSameYear = (at: number, now: number): boolean =>
  new Date(at).getFullYear() === new Date(now).getFullYear();
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Key of a calendar day in the reader's time zone. */
export const dayKey = (iso: string): number => startOfDay(Date.parse(iso));

export const clockTime = (iso: string): string => formats.clock.format(Date.parse(iso));
export const longDate = (iso: string): string => formats.longDayWithYear.format(Date.parse(iso));
export const exactTime = (iso: string): string => formats.exact.format(Date.parse(iso));

/** "Today", "Yesterday", "Monday, 3 March", "3 March 2024". */
export const dayLabel = (day: number, now: number): string => {
  const ago = daysAgo(day, now);
  if (ago <= 1) return capitalised(formats.relative.format(-ago, 'day'));
  return (isSameYear(day, now) ? formats.longDay : formats.longDayWithYear).format(day);
};

/** Short for a list row: a time today, a weekday this week, else a date. */
export const listTime = (iso: string, now: number): string => {
  const at = Date.parse(iso);
  const ago = daysAgo(at, now);
  if (ago === 0) return formats.clock.format(at);
  if (ago < 7) return formats.weekday.format(at);
  return (isSameYear(at, now) ? formats.shortDate : formats.fullDate).format(at);
};

/** "5 minutes ago", "yesterday", "3 Mar". */
export const sinceTime = (iso: string, now: number): string => {
  const at = Date.parse(iso);
  const minutes = Math.max(0, Math.floor((now - at) / 60_000));
  if (minutes < 60) return formats.relative.format(-minutes, 'minute');
  const ago = daysAgo(at, now);
  if (ago === 0) return formats.relative.format(-Math.floor(minutes / 60), 'hour');
  if (ago < 7) return formats.relative.format(-ago, 'day');
  return (isSameYear(at, now) ? formats.shortDate : formats.fullDate).format(at);
};
