import { classes } from '../lib/text.ts';
import { shownName } from './person.ts';

/** The name of a person, and below it the username if it differs: display names are not unique. */
export const PersonName = ({
  person,
  label = shownName(person),
  className = 'font-medium',
}: {
  person: { username: string; display_name?: string | null };
  /** Instead of the name. */
  label?: string;
  className?: string;
}) => (
  <span className="min-w-0 flex-1">
    <span dir="auto" className={classes('block truncate text-left', className)}>
      {label}
    </span>
    {person.display_name && (
      <span dir="auto" className="block truncate text-left text-sm text-ink-faint">
        {person.username}
      </span>
    )}
  </span>
);
