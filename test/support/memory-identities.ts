import type { SessionEnd } from '#contracts/session-end.ts';
import type { Session } from '#core/domain/session.ts';
import type { Caller } from '#core/domain/user.ts';
import type {
  IdentityProvider,
  IssuedTokens,
  RefreshRefusal,
  TokenSession,
} from '#core/ports/identity.ts';
import type { Clock } from '#core/ports/system.ts';

export type Ended = readonly [userId: string, which: readonly string[] | 'all', reason: SessionEnd];

/** Passwords, sessions and tokens in memory, without hashing; tests set the tokens' answers. */
export const memoryIdentities = (clock: Clock) => {
  const passwords = new Map<string, string>();
  const sessions = new Map<string, Session[]>();
  const refreshes = new Map<string, IssuedTokens | RefreshRefusal>();
  const found = new Map<string, TokenSession>();
  const callers = new Map<string, Caller>();
  const ended: Ended[] = [];
  const touched: [string, string][] = [];
  const deactivated: string[] = [];
  const activated: string[] = [];
  const checked: { userId: string | null; password: string }[] = [];
  const signedIn: { userId: string; password: string; device: string }[] = [];
  const pieces: string[][] = [];
  let count = 0;

  const sessionsOf = (userId: string): Session[] => sessions.get(userId) ?? [];
  const tokensOf = (userId: string): IssuedTokens => {
    const sessionId = `session-${++count}`;
    return {
      userId,
      sessionId,
      accessToken: `access-${count}`,
      refreshToken: `refresh-${count}`,
      expiresIn: 1_800,
    };
  };

  /** Has it been deactivated more often than reactivated? */
  const isDeactivated = (userId: string): boolean =>
    deactivated.filter((id) => id === userId).length >
    activated.filter((id) => id === userId).length;

  const identities: IdentityProvider = {
    create: async (userId, password) => void passwords.set(userId, password),
    remove: async (userId) => void passwords.delete(userId),
    setPassword: async (userId, password) => void passwords.set(userId, password),
    deactivate: async (userId) => void deactivated.push(userId),
    activate: async (userId) => void activated.push(userId),
    checkPassword: async (userId, password) => {
      checked.push({ userId, password });
      const isRight = userId !== null && passwords.get(userId) === password;
      return isRight ? { checked: password } : 'invalid_credentials';
    },
    acceptPasskey: async (userId) =>
      passwords.has(userId) && !isDeactivated(userId)
        ? { checked: passwords.get(userId) ?? '' }
        : 'invalid_credentials',
    startSession: async (userId, password, client) => {
      signedIn.push({ userId, password, device: client.device });
      if (passwords.get(userId) !== password) return 'invalid_credentials';
      const tokens = tokensOf(userId);
      const now = clock.now();
      const times = { createdAt: now, lastSeenAt: now, expiresAt: now + 1_000_000 };
      sessions.set(userId, [...sessionsOf(userId), { id: tokens.sessionId, ...client, ...times }]);
      return tokens;
    },
    signIn: async (userId, password, client) => {
      const answer = await identities.checkPassword(userId, password);
      if (typeof answer === 'string' || userId === null) return 'invalid_credentials';
      return identities.startSession(userId, answer.checked, client);
    },
    refresh: async (token) => refreshes.get(token) ?? { refused: 'unknown' },
    findSession: async (token) => found.get(token) ?? null,
    listSessions: async (userId) => [...sessionsOf(userId)],
    touchSession: async (userId, sessionId) => void touched.push([userId, sessionId]),
    endSessions: async (userId, which, reason) => {
      ended.push([userId, which, reason]);
      const kept = sessionsOf(userId).filter(({ id }) => which !== 'all' && !which.includes(id));
      sessions.set(userId, kept);
    },
    verifyAccessToken: async (token) => callers.get(token) ?? null,
    listIds: async (cursor) => {
      const at = cursor === null ? 0 : Number(cursor);
      const next = at + 1 < pieces.length ? String(at + 1) : null;
      return { ids: pieces[at] ?? [], nextCursor: next };
    },
  };
  return {
    identities,
    passwords,
    sessions,
    refreshes,
    found,
    callers,
    ended,
    touched,
    deactivated,
    checked,
    activated,
    signedIn,
    pieces,
  };
};
