import { strings } from '../strings/strings.ts';

/** Some browsers report languages that Intl rejects, such as `en-US@posix`. */
const isLocale = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
};

/** The reader's variant of the strings' language (such as en-GB), so that dates match the text. */
const localeNow = (): string =>
  (navigator.languages ?? []).find(
    (tag) => tag.split('-')[0] === strings.locale && isLocale(tag),
  ) ?? strings.locale;

const looks = {
  clock: { hour: 'numeric', minute: '2-digit' },
  weekday: { weekday: 'short' },
  shortDate: { day: 'numeric', month: 'short' },
  fullDate: { day: 'numeric', month: 'short', year: 'numeric' },
  longDay: { weekday: 'long', day: 'numeric', month: 'long' },
  longDayWithYear: { dateStyle: 'long' },
  exact: { dateStyle: 'full', timeStyle: 'short' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;
type Look = keyof typeof looks;

export let locale = localeNow();
/** A format keeps the time zone in which it was made. Each is made when it is first needed. */
const formats = new Map<Look, Intl.DateTimeFormat>();
let relativeFormat: Intl.RelativeTimeFormat | undefined;

/** Called after a change of time zone or language; see `place.ts`. */
export const renewFormats = (): void => {
  locale = localeNow();
  formats.clear();
  relativeFormat = undefined;
};

const format = (look: Look, at: number): string => {
  const made = formats.get(look) ?? new Intl.DateTimeFormat(locale, looks[look]);
  formats.set(look, made);
  return made.format(at);
};
const relative = (value: number, unit: 'minute' | 'hour' | 'day'): string => {
  relativeFormat ??= new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return relativeFormat.format(value, unit);
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

export const clockTime = (iso: string): string => format('clock', Date.parse(iso));
export const longDate = (iso: string): string => format('longDayWithYear', Date.parse(iso));
export const exactTime = (iso: string): string => format('exact', Date.parse(iso));

/** "Today", "Yesterday", "Monday, 3 March", "3 March 2024". */
export const dayLabel = (day: number, now: number): string => {
  const ago = daysAgo(day, now);
  if (ago <= 1) return capitalised(relative(-ago, 'day'));
  return format(isSameYear(day, now) ? 'longDay' : 'longDayWithYear', day);
};

/** Short for a list row: a time today, a weekday this week, else a date. */
export const listTime = (iso: string, now: number): string => {
  const at = Date.parse(iso);
  const ago = daysAgo(at, now);
  if (ago === 0) return format('clock', at);
  if (ago < 7) return format('weekday', at);
  return format(isSameYear(at, now) ? 'shortDate' : 'fullDate', at);
};

/** "5 minutes ago", "yesterday", "3 Mar". */
export const sinceTime = (iso: string, now: number): string => {
  const at = Date.parse(iso);
  const minutes = Math.max(0, Math.floor((now - at) / 60_000));
  if (minutes < 60) return relative(-minutes, 'minute');
  const ago = daysAgo(at, now);
  if (ago === 0) return relative(-Math.floor(minutes / 60), 'hour');
  if (ago < 7) return relative(-ago, 'day');
  return format(isSameYear(at, now) ? 'shortDate' : 'fullDate', at);
};

/** "0:07", "4:59". */
export const clockWords = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
