import { classes } from '../lib/text.ts';
import { strings } from '../strings/strings.ts';

/** A spinner; `label` says what is in progress. */
export const Spinner = ({
  label = strings.app.loading,
  className,
}: {
  label?: string;
  className?: string;
}) => (
  <span role="status" className={classes('inline-flex', className)}>
    <span
      aria-hidden="true"
      className="size-5 animate-spin rounded-full border-2 border-current border-r-transparent opacity-60"
    />
    <span className="sr-only">{label}</span>
  </span>
);
