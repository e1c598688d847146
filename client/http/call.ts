import { ApiError } from './api-error.ts';
import type { Answer, BearerKey, CallArguments } from './api-types.ts';
import type { Session } from './session.ts';
import type { Transport } from './transport.ts';

/** Calls a route as the signed-in user: `call('GET /api/conversations/{id}', { params: { id } })`. */
export type Call = <K extends BearerKey>(key: K, ...args: CallArguments<K>) => Promise<Answer<K>>;

/**
 * On a 401, refreshes the token once and repeats the call once; without a session, throws the 401.
 * Fetches the first token of a session that was opened offline. If the user has changed meanwhile,
 * the answer is dropped (401).
 */
export const createCall = (
  transport: Transport,
  session: Pick<Session, 'token' | 'renew' | 'store'>,
): Call => {
  const ask: Call = async (key, ...args) => {
    if (session.token() === null && !(await session.renew(null))) {
      throw new ApiError(401, 'unauthenticated');
    }
    const token = session.token();
    try {
      return await transport(key, token, ...args);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) throw error;
      if (!(await session.renew(token))) throw error;
      return transport(key, session.token(), ...args);
    }
  };
  const asker = (): string | null => session.store.getState().userId;
  return async (key, ...args) => {
    const before = asker();
    const answer = await ask(key, ...args);
    if (asker() !== before) throw new ApiError(401, 'unauthenticated');
    return answer;
  };
};
