import * as z from 'zod';

const serialLength = 16;

/**
 * The client's token: `<user>.<family>.<secret>.<serial>`. Cognito's refresh token is stored in the
 * family's item, encrypted with the secret, which only the client has: neither is usable alone.
 */
export interface RefreshToken {
  readonly userId: string;
  readonly familyId: string;
  /** Shared by all tokens of a family. */
  readonly secret: string;
  /** Unique for each token. */
  readonly serial: string;
}

const Parts = z.tuple([
  z.uuid(),
  z.uuid(),
  z.string().regex(/^[\w-]{16,64}$/),
  z.string().regex(/^[\w-]{16}$/),
]);

export const serialOf = (random: string): string => random.slice(-serialLength);

export const formatRefreshToken = (token: RefreshToken): string =>
  [token.userId, token.familyId, token.secret, token.serial].join('.');

/** Null for a malformed token. */
export const parseRefreshToken = (text: string): RefreshToken | null => {
  const parts = Parts.safeParse(text.split('.'));
  if (!parts.success) return null;
  const [userId, familyId, secret, serial] = parts.data;
  return { userId, familyId, secret, serial };
};
