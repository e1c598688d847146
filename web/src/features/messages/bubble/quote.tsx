import type { ReactNode } from 'react';
import { classes } from '#site/lib/text.ts';

/** A message in two lines: its author and its start. */
export const Quote = ({
  author,
  excerpt,
  isFaint = false,
}: {
  author: ReactNode;
  excerpt: string;
  isFaint?: boolean;
}) => (
  <span className="flex min-w-0 flex-col text-left text-sm leading-snug">
    <span dir="auto" className="truncate text-left font-semibold">
      {author}
    </span>
    <span dir="auto" className={classes('truncate text-left opacity-90', isFaint && 'italic')}>
      {excerpt}
    </span>
  </span>
);
