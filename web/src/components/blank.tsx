import type { ReactNode } from 'react';

/** A page or pane that has nothing to show: why, and what to do about it. */
export const Blank = ({
  art,
  title,
  lead,
  children,
}: {
  art?: ReactNode;
  title: string;
  lead?: string;
  children?: ReactNode;
}) => (
  <div className="flex h-full flex-col items-center justify-center gap-2 p-8 text-center">
    {art && <div className="mb-4">{art}</div>}
    <h2 className="text-xl font-semibold tracking-tight text-balance">{title}</h2>
    {lead && <p className="max-w-xs text-body text-pretty text-ink-soft">{lead}</p>}
    {children && <div className="mt-4 flex gap-2">{children}</div>}
  </div>
);
