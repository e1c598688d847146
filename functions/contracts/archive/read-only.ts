import type { Route } from '#contracts/route.ts';

/** Seconds between two attempts of a client while a Parley is read-only. */
export const readOnlyRetrySeconds = 20;

/** What reading needs: sessions and tickets, which no move takes along, and codes of a second factor. */
const accepted: ReadonlySet<string> = new Set([
  'POST /api/auth/token',
  'POST /api/auth/token/code',
  'POST /api/auth/factor/proof',
  'POST /api/auth/passkeys/options',
  'POST /api/auth/passkeys/token',
  'POST /api/users/login',
  'POST /api/auth/refresh',
  'POST /api/auth/logout',
  'POST /api/realtime/ticket',
]);

/** Does this route change data that a move takes along? */
export const isRefusedWhileReadOnly = ({ method, path }: Pick<Route, 'method' | 'path'>): boolean =>
  method !== 'GET' && !accepted.has(`${method} ${path}`);
