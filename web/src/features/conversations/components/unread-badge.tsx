import { classes } from '#site/lib/text.ts';
import { strings } from '#site/strings/strings.ts';

/** `isQuiet`: of a muted conversation. */
export const UnreadBadge = ({ count, isQuiet = false }: { count: number; isQuiet?: boolean }) => (
  <span
    className={classes(
      'inline-flex h-5.5 min-w-5.5 shrink-0 items-center justify-center rounded-full px-1.5 text-xs font-bold tabular-nums',
      isQuiet ? 'border border-line-strong text-ink-soft' : 'bg-accent text-on-accent',
    )}
  >
    <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
    <span className="sr-only">{strings.conversations.unread(count)}</span>
  </span>
);
