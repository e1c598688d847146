import { ArrowDown } from 'lucide-react';
import { memo } from 'react';
import { classes } from '#site/lib/text.ts';
import { dayLabel } from '#site/lib/time.ts';
import { strings } from '#site/strings/strings.ts';
import { Button } from '#site/ui/button.tsx';
import { Spinner } from '#site/ui/spinner.tsx';

const words = strings.messages;

export interface JumpButtonProps {
  readonly unread: number;
  readonly isLoading: boolean;
  readonly onJump: () => void;
}

/** Scrolls to the latest message; shows the number of unread ones. */
export const JumpButton = (props: JumpButtonProps) => (
  <div className="appear absolute right-4 bottom-3">
    <Button
      look="icon"
      aria-label={
        props.unread > 0
          ? `${words.jumpToLatest}, ${strings.conversations.unread(props.unread)}`
          : words.jumpToLatest
      }
      onClick={props.onJump}
      className="border border-line bg-raised shadow-raised"
    >
      {props.isLoading ? <Spinner /> : <ArrowDown aria-hidden="true" className="size-5" />}
    </Button>
    <span role="status" className="sr-only">
      {props.unread > 0 && strings.conversations.unread(props.unread)}
    </span>
    {props.unread > 0 && (
      <span
        aria-hidden="true"
        className="pointer-events-none absolute -top-1.5 left-1/2 inline-flex h-5 min-w-5 -translate-x-1/2 items-center justify-center rounded-full bg-accent px-1 text-micro font-bold text-on-accent tabular-nums"
      >
        {props.unread > 999 ? '999+' : props.unread}
      </span>
    )}
  </div>
);

export interface FloatingDayProps {
  /** Null if the log itself shows it. */
  readonly day: number | null;
  readonly isShown: boolean;
  readonly now: number;
}

/** The day of the topmost row, over the log. */
const Label = ({ day, isShown, now }: FloatingDayProps) => (
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
