import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { IdentityProvider, IssuedTokens } from '#core/ports/identity.ts';
import { aClient } from '#test/support/builders.ts';
import type { OpenIdentities } from '#test/support/ports/identities.ts';
import { password, signedIn } from './identity-provider.suite.ts';

const grace = limits.refreshGraceSeconds * 1_000;
const { refreshes, maxSuccessors } = limits.session;

export const refreshed = async (
  identities: IdentityProvider,
  refreshToken: string,
): Promise<IssuedTokens> => {
  const tokens = await identities.refresh(refreshToken, aClient());
  if ('refused' in tokens) throw new Error(tokens.refused);
  return tokens;
};

/** `used` for new tokens, else the reason why there are none. */
const outcomeOf = async (identities: IdentityProvider, refreshToken: string): Promise<string> => {
  const answer = await identities.refresh(refreshToken, aClient());
  return 'refused' in answer ? answer.refused : 'used';
};

export const describeRefresh = (open: OpenIdentities): void => {
  describe('refresh', () => {
    it('returns new tokens of the same session, again and again', async () => {
      const opened = await open();
      const { identities } = opened;
      const first = await signedIn(opened);

      const second = await refreshed(identities, first.refreshToken);
      const third = await refreshed(identities, second.refreshToken);

      const all = [first, second, third];
      expect(new Set(all.map(({ refreshToken }) => refreshToken)).size).toBe(3);
      expect(new Set(all.map(({ accessToken }) => accessToken)).size).toBe(3);
      const { userId, sessionId } = first;
      for (const tokens of [second, third]) {
        expect(tokens).toMatchObject({ userId, sessionId });
        const caller = await identities.verifyAccessToken(tokens.accessToken);
        expect(caller).toMatchObject({ userId, sessionId });
      }
    });

    it('accepts a spent token for 60 seconds, since its response may be lost', async () => {
      const opened = await open();
      const { identities, clock } = opened;
      const first = await signedIn(opened);
      await refreshed(identities, first.refreshToken);

      clock.advance(grace);
      const repeated = await refreshed(identities, first.refreshToken);

      const next = await refreshed(identities, repeated.refreshToken);
      expect(next.userId).toBe(first.userId);
    });

    it('accepts a token in five concurrent calls', async () => {
      const opened = await open();
      const { identities } = opened;
      const { userId, refreshToken } = await signedIn(opened);

      const all = await Promise.all(
        Array.from({ length: 5 }, () => identities.refresh(refreshToken, aClient())),
      );

      for (const tokens of all) expect(tokens).toMatchObject({ userId });
    });

    it.each([0, grace, grace + 1, 3 * grace])(
      'reports reuse if a second successor is used %d ms after the first',
      async (later) => {
        const opened = await open();
        const { identities, clock } = opened;
        const first = await signedIn(opened);
        const [one, other] = [
          await refreshed(identities, first.refreshToken),
          await refreshed(identities, first.refreshToken),
        ];
        await refreshed(identities, one.refreshToken);

        clock.advance(later);
        const answer = await identities.refresh(other.refreshToken, aClient());

        const { userId, sessionId } = first;
        expect(answer).toEqual({ refused: 'reused', userId, sessionId });
        expect(await identities.findSession(other.refreshToken)).toMatchObject({
          isAccepted: false,
        });
      },
    );

    it('accepts at most one of two concurrent successors', async () => {
      const opened = await open();
      const { identities } = opened;
      const first = await signedIn(opened);
      const tokens = [
        await refreshed(identities, first.refreshToken),
        await refreshed(identities, first.refreshToken),
      ];

      const outcomes = await Promise.all(
        tokens.map(({ refreshToken }) => outcomeOf(identities, refreshToken)),
      );

      expect(outcomes.sort()).toEqual(['reused', 'used']);
    });

    it('refuses a spent token once its successor was used, since that response was not lost', async () => {
      const opened = await open();
      const { identities } = opened;
      const first = await signedIn(opened);
      const second = await refreshed(identities, first.refreshToken);
      await refreshed(identities, second.refreshToken);

      expect(await outcomeOf(identities, first.refreshToken)).toBe('reused');
    });

    it('reports reuse of a token that is used long after it was spent', async () => {
      const opened = await open();
      const { identities, clock } = opened;
      const first = await signedIn(opened);
      await refreshed(identities, first.refreshToken);

      clock.advance(grace + 1);

      expect(await outcomeOf(identities, first.refreshToken)).toBe('reused');
    });

    it('accepts few repeats of one token', async () => {
      const opened = await open();
      const { identities } = opened;
      const first = await signedIn(opened);
      for (let n = 0; n < maxSuccessors; n++) await refreshed(identities, first.refreshToken);

      const answer = await identities.refresh(first.refreshToken, aClient());

      expect(answer).toMatchObject({ refused: 'too_often' });
      expect(Object(answer).retryAfterSeconds).toBeGreaterThan(0);
    });

    it('has a rate limit per session, which expires', async () => {
      const opened = await open();
      const { identities, clock } = opened;
      const bystander = await signedIn(opened);
      let { refreshToken } = await signedIn(opened);
      for (let n = 0; n < refreshes.perSession; n++) {
        ({ refreshToken } = await refreshed(identities, refreshToken));
      }

      const beyond = await identities.refresh(refreshToken, aClient());
      const other = await outcomeOf(identities, bystander.refreshToken);
      clock.advance(refreshes.windowSeconds * 1_000);
      const later = await outcomeOf(identities, refreshToken);

      expect(beyond).toEqual({ refused: 'too_often', retryAfterSeconds: expect.any(Number) });
      expect([other, later]).toEqual(['used', 'used']);
    });

    it('refuses a token that was never issued', async () => {
      const opened = await open();
      const { identities } = opened;
      const { refreshToken } = await signedIn(opened);

      for (const token of ['', 'x', 'a.b.c', `${refreshToken}x`, 'x'.repeat(4_096)]) {
        expect(await outcomeOf(identities, token)).toBe('unknown');
        expect(await identities.findSession(token)).toBeNull();
      }
      expect(await outcomeOf(identities, refreshToken)).toBe('used');
    });

    it('ends with the lifetime of the session, however often it was refreshed', async () => {
      const opened = await open();
      const { identities, clock } = opened;
      const first = await signedIn(opened);
      clock.advance(limits.refreshTokenSeconds * 1_000 - 1);
      const last = await refreshed(identities, first.refreshToken);

      clock.advance(1);

      const answer = await identities.refresh(last.refreshToken, aClient());
      expect(answer).toEqual({ refused: 'ended', reason: 'expired' });
      const again = await identities.signIn(first.userId, password, aClient());
      expect(again).toMatchObject({ userId: first.userId });
    });
  });
};
