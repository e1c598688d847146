import type { ReactNode } from 'react';
import { classes } from '#site/lib/text.ts';
import { words } from '../words.ts';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  /** Whether it is as it should be; absent for a mere figure. */
  readonly isGood?: boolean | undefined;
}

/** The state in colour and, for screen readers, in a word. */
const Dot = ({ isGood }: { isGood: boolean }) => (
  <>
    <span
      aria-hidden="true"
      className={classes('size-2.5 shrink-0 rounded-full', isGood ? 'bg-online' : 'bg-danger')}
    />
    <span className="sr-only">{isGood ? words.health.good : words.health.bad}: </span>
  </>
);

/** Labels with their values, in rows. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="-my-3 divide-y divide-line">
    {facts.map(({ label, value, isGood }) => (
      <div
        key={label}
        className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 py-3"
      >
        <dt className="text-body text-ink-soft">{label}</dt>
        <dd className="flex items-baseline gap-2.5 text-body font-medium tabular-nums">
          {isGood !== undefined && <Dot isGood={isGood} />}
          <span>{value}</span>
        </dd>
      </div>
    ))}
  </dl>
);
