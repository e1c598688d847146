import { clock, identityProvider, userStore } from '#backend/sign-in';
import { makeRefreshSession } from '#core/usecases/account/refresh-session.ts';
import type { SessionsEnv } from '../runtime/env.ts';

/** Loads the code that ends a session with the first token that was used twice. */
export const wireRefreshSession = (env: SessionsEnv) =>
  makeRefreshSession({
    users: userStore(env),
    identities: identityProvider(env),
    clock,
    endSessions: async (...which) => {
      const { endingSessions } = await import('./ending-sessions.ts');
      await endingSessions(env).endSessions(...which);
    },
  });
