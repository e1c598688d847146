import type { AdminPerson } from '#contracts/http/admin/shapes.ts';
import { words } from './words.ts';

/** "Code app · 2 passkeys"; empty without a second factor. */
export const factorOf = ({
  has_factor,
  passkey_count: count,
}: Pick<AdminPerson, 'has_factor' | 'passkey_count'>): string =>
  [
    ...(has_factor ? [words.people.codeApp] : []),
    ...(count > 0 ? [words.people.passkeys(count)] : []),
  ].join(' · ');
