import type { ReactNode } from 'react';
import { useId } from 'react';

/** A section of a settings page, on a card. Without a title, it is the page's main section. */
export const Section = ({
  title,
  lead,
  children,
}: {
  title?: string;
  lead?: string;
  children: ReactNode;
}) => {
  const id = useId();
  return (
    <section
      aria-labelledby={title && id}
      className="rounded-3xl bg-raised p-5 shadow-bubble sm:p-6"
    >
      {title && (
        <h2 id={id} className="mb-1 font-semibold tracking-tight">
          {title}
        </h2>
      )}
      {lead && <p className="text-sm text-pretty text-ink-soft">{lead}</p>}
      <div className="mt-4 flex flex-col gap-5">{children}</div>
    </section>
  );
};
