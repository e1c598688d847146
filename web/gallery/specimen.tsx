import type { ReactNode } from 'react';
import { useId } from 'react';

const themes = ['light', 'dark'] as const;

/** A component in one of its states, in light and dark mode. `on`: the background. */
export const Specimen = ({
  name,
  on = 'surface',
  children,
}: {
  name: string;
  on?: 'surface' | 'canvas' | 'raised';
  children: ReactNode;
}) => {
  const id = useId();
  const ground = { surface: 'bg-surface', canvas: 'bg-canvas', raised: 'bg-raised' }[on];
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 id={id} className="text-sm font-medium text-ink-soft">
        {name}
      </h3>
      <div className="grid gap-3 sm:grid-cols-2">
        {themes.map((colorScheme) => (
          <div
            key={colorScheme}
            data-theme={colorScheme}
            style={{ colorScheme }}
            className={`min-w-0 rounded-2xl border border-line p-4 text-ink ${ground}`}
          >
            {children}
          </div>
        ))}
      </div>
    </section>
  );
};

/** A group of related specimens. */
export const Group = ({ title, children }: { title: string; children: ReactNode }) => {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-6">
      <h2 id={id} className="text-xl font-semibold tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  );
};
