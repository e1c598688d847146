import { strings } from '#site/strings/strings.ts';

export const UnreadBadge = ({ count }: { count: number }) => (
  <span className="inline-flex h-5.5 min-w-5.5 shrink-0 items-center justify-center rounded-full bg-accent px-1.5 text-xs font-bold text-on-accent tabular-nums">
    <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
    <span className="sr-only">{strings.conversations.unread(count)}</span>
  </span>
);
