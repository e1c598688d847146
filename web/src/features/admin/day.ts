import { dayKey, dayLabel } from '#site/lib/time.ts';

/** "Today", "Yesterday", "Monday, 3 March". Noon, so that no time zone shows the day before. */
export const dayWords = (day: string): string => dayLabel(dayKey(`${day}T12:00:00`), Date.now());
