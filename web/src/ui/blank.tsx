import type { ReactNode } from 'react';

/** An empty page or pane: the reason, and what to do next. */
export const Blank = ({
  art,
  title,
  lead,
  heading: Heading = 'h2',
  children,
}: {
  art?: ReactNode;
  title: string;
  lead?: string;
  /** `h1` if this is the whole page. */
  heading?: 'h1' | 'h2';
  children?: ReactNode;
}) => (
  <div className="flex h-full flex-col items-center justify-center gap-2 p-8 text-center">
    {art && <div className="mb-4">{art}</div>}
    <Heading className="text-xl font-semibold tracking-tight text-balance">{title}</Heading>
    {lead && <p className="max-w-xs text-body text-pretty text-ink-soft">{lead}</p>}
    {children && <div className="mt-4 flex gap-2">{children}</div>}
  </div>
);
