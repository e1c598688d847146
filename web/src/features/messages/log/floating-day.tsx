import { memo } from 'react';
import { classes } from '#site/lib/text.ts';
import { dayLabel } from '#site/lib/time.ts';

/** The day of the topmost row, over the log. `day`: null if the log itself shows it. */
const Label = ({ day, isShown, now }: { day: number | null; isShown: boolean; now: number }) => (
  <div
    aria-hidden="true"
    data-floating-day
    className={classes(
      'pointer-events-none absolute inset-x-0 top-2 flex justify-center transition-opacity duration-300',
      isShown && day !== null ? 'opacity-100' : 'opacity-0',
      !isShown && 'delay-1000',
    )}
  >
    {day !== null && (
      <span className="rounded-full bg-surface px-3 py-1 text-xs font-medium text-ink-soft shadow-bubble">
        {dayLabel(day, now)}
      </span>
    )}
  </div>
);

export const FloatingDay = memo(Label);
