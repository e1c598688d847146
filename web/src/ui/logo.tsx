import { classes } from '../lib/text.ts';

/** Two speech bubbles that face each other. */
export const Logo = ({ className }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden="true" className={classes('shrink-0', className)}>
    <path
      className="fill-accent"
      d="M30 20.5a7.5 7.5 0 0 0-15 0 7.5 7.5 0 0 0 7.500 7.500H28a2 2 0 0 0 2-2z"
    />
    <path
      className="fill-action stroke-(--logo-behind,var(--surface)) stroke-[1.75]"
      d="M2 13a9.5 9.5 0 1 1 9.500 9.500H4a2 2 0 0 1-2-2z"
    />
  </svg>
);
