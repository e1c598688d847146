import * as z from 'zod';

const serialLength = 16;

/**
 * What a client holds: `<user>.<family>.<secret>.<serial>`. Cognito's own refresh token stays in the
 * family's item, encrypted under the secret, which only clients have: neither is worth a thing alone.
 */
export interface RefreshToken {
  readonly userId: string;
  readonly familyId: string;
  /** The same in all tokens of a family. */
  readonly secret: string;
  /** Another in each. */
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

/** Null for what we cannot have issued. */
export const parseRefreshToken = (text: string): RefreshToken | null => {
  const parts = Parts.safeParse(text.split('.'));
  if (!parts.success) return null;
  const [userId, familyId, secret, serial] = parts.data;
  return { userId, familyId, secret, serial };
};
