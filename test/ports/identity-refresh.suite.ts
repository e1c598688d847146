import { describe, expect, it } from 'vitest';
import { limits } from '../../functions/contracts/limits.ts';
import type { IdentityProvider, IssuedTokens } from '../../functions/core/ports/identity.ts';
import type { OpenIdentities } from '../support/ports/identities.ts';
import { password, signedIn } from './identity-provider.suite.ts';

const grace = limits.refreshGraceSeconds * 1_000;

const refreshed = async (
  identities: IdentityProvider,
  refreshToken: string,
): Promise<IssuedTokens> => {
  const tokens = await identities.refresh(refreshToken);
  if (typeof tokens === 'string') throw new Error(tokens);
  return tokens;
};

export const describeRefresh = (open: OpenIdentities): void => {
  describe('refresh', () => {
    it('gives new tokens of the same user, again and again', async () => {
      const opened = await open();
      const { identities } = opened;
      const first = await signedIn(opened);

      const second = await refreshed(identities, first.refreshToken);
      const third = await refreshed(identities, second.refreshToken);

      const all = [first, second, third];
      expect(new Set(all.map(({ refreshToken }) => refreshToken)).size).toBe(3);
      expect(new Set(all.map(({ accessToken }) => accessToken)).size).toBe(3);
      for (const { userId, accessToken } of [second, third]) {
        expect(userId).toBe(first.userId);
        expect(await identities.verifyAccessToken(accessToken)).toMatchObject({ userId });
      }
    });

    it('takes a spent token for 60 seconds: a lost answer is no theft', async () => {
      const opened = await open();
      const { identities, clock } = opened;
      const first = await signedIn(opened);
      const lost = await refreshed(identities, first.refreshToken);

      clock.advance(grace);
      const repeated = await refreshed(identities, first.refreshToken);

      const next = await refreshed(identities, repeated.refreshToken);
      expect(next.userId).toBe(first.userId);
      expect(await identities.refresh(lost.refreshToken)).toMatchObject({ userId: first.userId });
    });

    it('takes a token from five at once', async () => {
      const opened = await open();
      const { identities } = opened;
      const { userId, refreshToken } = await signedIn(opened);

      const all = await Promise.all(
        Array.from({ length: 5 }, () => identities.refresh(refreshToken)),
      );

      for (const tokens of all) expect(tokens).toMatchObject({ userId });
    });

    it('revokes the whole family when a token is used long after it was spent', async () => {
      const opened = await open();
      const { identities, clock } = opened;
      const first = await signedIn(opened);
      const second = await refreshed(identities, first.refreshToken);
      const third = await refreshed(identities, second.refreshToken);

      clock.advance(grace + 1);
      const stolen = await identities.refresh(first.refreshToken);

      expect(stolen).toBe('invalid_refresh_token');
      expect(await identities.refresh(third.refreshToken)).toBe('invalid_refresh_token');
    });

    it('leaves other families of the user alone when one is revoked', async () => {
      const opened = await open();
      const { identities } = opened;
      const first = await signedIn(opened);
      const other = await identities.signIn(first.userId, password);
      if (typeof other === 'string') throw new Error(other);

      const owner = await identities.revoke(first.refreshToken);

      expect(owner).toBe(first.userId);
      expect(await identities.refresh(first.refreshToken)).toBe('invalid_refresh_token');
      expect(await identities.refresh(other.refreshToken)).toMatchObject({ userId: owner });
    });

    it('revokes a family by any of its tokens, the spent ones included', async () => {
      const opened = await open();
      const { identities } = opened;
      const first = await signedIn(opened);
      const second = await refreshed(identities, first.refreshToken);

      await identities.revoke(first.refreshToken);

      expect(await identities.refresh(second.refreshToken)).toBe('invalid_refresh_token');
    });

    it('says whose family it was by a good token only, and revokes it by any', async () => {
      const opened = await open();
      const { identities, clock } = opened;
      const first = await signedIn(opened);
      const second = await refreshed(identities, first.refreshToken);
      const expired = await signedIn(opened);

      clock.advance(grace + 1);
      const bySpent = await identities.revoke(first.refreshToken);
      const afterwards = await identities.refresh(second.refreshToken);
      const again = await identities.revoke(second.refreshToken);
      clock.advance(limits.refreshTokenSeconds * 1_000);
      const byExpired = await identities.revoke(expired.refreshToken);

      expect([bySpent, again, byExpired]).toEqual([null, null, null]);
      expect(afterwards).toBe('invalid_refresh_token');
    });

    it('revokes all families of a user, who can sign in again', async () => {
      const opened = await open();
      const { identities } = opened;
      const first = await signedIn(opened);
      const bystander = await signedIn(opened);
      const second = await refreshed(identities, first.refreshToken);

      await identities.revokeAll(first.userId);

      expect(await identities.refresh(second.refreshToken)).toBe('invalid_refresh_token');
      const again = await identities.signIn(first.userId, password);
      expect(again).toMatchObject({ userId: first.userId });
      const { userId } = bystander;
      expect(await identities.refresh(bystander.refreshToken)).toMatchObject({ userId });
    });

    it('takes no token that nobody was given, and revokes it without error', async () => {
      const opened = await open();
      const { identities } = opened;
      const { refreshToken } = await signedIn(opened);

      for (const token of ['', 'x', 'a.b.c', `${refreshToken}x`, 'x'.repeat(4_096)]) {
        expect(await identities.refresh(token)).toBe('invalid_refresh_token');
        expect(await identities.revoke(token)).toBeNull();
      }
      expect(await identities.refresh(refreshToken)).not.toBe('invalid_refresh_token');
    });

    it('ends with the life of the family, however often it was refreshed', async () => {
      const opened = await open();
      const { identities, clock } = opened;
      const first = await signedIn(opened);
      clock.advance(limits.refreshTokenSeconds * 1_000 - 1);
      const last = await refreshed(identities, first.refreshToken);

      clock.advance(1);

      expect(await identities.refresh(last.refreshToken)).toBe('invalid_refresh_token');
    });
  });
};
