import type { AdminPerson } from '#contracts/http/admin/shapes.ts';
import { words } from '../words.ts';

/** What is special about an account. */
export const Mark = ({ person }: { person: Pick<AdminPerson, 'is_active' | 'operator'> }) => {
  if (person.is_active && !person.operator) return null;
  return (
    <span className="shrink-0 rounded-full bg-field px-2.5 py-0.5 text-sm font-medium text-ink-soft">
      {person.is_active ? words.people.operator : words.people.deactivated}
    </span>
  );
};
