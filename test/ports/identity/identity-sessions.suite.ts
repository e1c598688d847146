import { describe, expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import type { IssuedTokens } from '#core/ports/identity.ts';
import { aClient } from '#test/support/builders.ts';
import type { Identities, OpenIdentities } from '#test/support/ports/identities.ts';
import { password, signedIn } from './identity-provider.suite.ts';
import { refreshed } from './identity-refresh.suite.ts';

const signIn = async (
  { identities }: Identities,
  userId: string,
  client = aClient(),
): Promise<IssuedTokens> => {
  const tokens = await identities.signIn(userId, password, client);
  if (typeof tokens === 'string') throw new Error(tokens);
  return tokens;
};

export const describeSessions = (open: OpenIdentities): void => {
  describe('sessions', () => {
    it('are listed with device, address and times', async () => {
      const opened = await open();
      const { identities, clock } = opened;
      const { userId, sessionId } = await signedIn(opened);
      const startedAt = clock.now();
      const phone = aClient({ device: 'Safari, iPhone', address: '2001:db8:1::/48' });
      const other = await signIn(opened, userId, phone);

      clock.advance(5_000);
      await identities.refresh(other.refreshToken, { ...phone, address: '198.51.100.0/24' });
      const listed = await identities.listSessions(userId);

      const expiresAt = startedAt + limits.refreshTokenSeconds * 1_000;
      const times = { createdAt: startedAt, expiresAt };
      expect(listed).toHaveLength(2);
      expect(listed).toContainEqual({
        id: sessionId,
        ...aClient(),
        ...times,
        lastSeenAt: startedAt,
      });
      expect(listed).toContainEqual({
        id: other.sessionId,
        device: 'Safari, iPhone',
        address: '198.51.100.0/24',
        ...times,
        lastSeenAt: startedAt + 5_000,
      });
    });

    it('update their last use when they are touched, at most once in a while', async () => {
      const opened = await open();
      const { identities, clock, ids } = opened;
      const { userId, sessionId } = await signedIn(opened);
      const seenAt = async () => (await identities.listSessions(userId))[0]?.lastSeenAt;
      const startedAt = clock.now();

      clock.advance(limits.session.seenSeconds * 1_000);
      await identities.touchSession(userId, sessionId);
      expect(await seenAt()).toBe(startedAt);
      clock.advance(1);
      await identities.touchSession(userId, sessionId);
      await identities.touchSession(userId, ids.uuid());
      await identities.touchSession(ids.uuid(), sessionId);

      expect(await seenAt()).toBe(clock.now());
      expect(await identities.listSessions(userId)).toHaveLength(1);
    });

    it('end individually, by id, with a reason', async () => {
      const opened = await open();
      const { identities } = opened;
      const first = await signedIn(opened);
      const other = await signIn(opened, first.userId);
      const spent = first.refreshToken;
      const { refreshToken } = await refreshed(identities, spent);

      await identities.endSessions(first.userId, [first.sessionId], 'signed_out_elsewhere');
      await identities.endSessions(first.userId, [first.sessionId], 'password_changed');

      for (const token of [spent, refreshToken]) {
        const answer = await identities.refresh(token, aClient());
        expect(answer).toEqual({ refused: 'ended', reason: 'signed_out_elsewhere' });
        expect(await identities.findSession(token)).toEqual({
          userId: first.userId,
          sessionId: first.sessionId,
          isAccepted: false,
        });
      }
      const left = await identities.listSessions(first.userId);
      expect(left.map(({ id }) => id)).toEqual([other.sessionId]);
      await refreshed(identities, other.refreshToken);
    });

    it('do not end for another or an unknown user', async () => {
      const opened = await open();
      const { identities, ids } = opened;
      const ann = await signedIn(opened);
      const bob = await signedIn(opened);

      const odd = [bob.sessionId, ids.uuid(), 'x', '', "'; --", '#', '\u{1F600}'];
      await identities.endSessions(ann.userId, odd, 'signed_out');

      await refreshed(identities, ann.refreshToken);
      await refreshed(identities, bob.refreshToken);
    });

    it('all end at once, and their user can sign in again', async () => {
      const opened = await open();
      const { identities } = opened;
      const first = await signedIn(opened);
      const bystander = await signedIn(opened);
      const second = await signIn(opened, first.userId);

      await identities.endSessions(first.userId, 'all', 'password_changed');

      for (const { refreshToken } of [first, second]) {
        const answer = await identities.refresh(refreshToken, aClient());
        expect(answer).toEqual({ refused: 'ended', reason: 'password_changed' });
      }
      expect(await identities.listSessions(first.userId)).toEqual([]);
      const again = await signIn(opened, first.userId);
      await refreshed(identities, again.refreshToken);
      await refreshed(identities, bystander.refreshToken);
    });

    it('end during a concurrent refresh, in either order', async () => {
      const opened = await open();
      const { identities } = opened;
      const { userId, sessionId, refreshToken } = await signedIn(opened);

      const [answer] = await Promise.all([
        identities.refresh(refreshToken, aClient()),
        identities.endSessions(userId, [sessionId], 'signed_out'),
      ]);

      const tokens = 'refused' in answer ? [refreshToken] : [refreshToken, answer.refreshToken];
      for (const token of tokens) {
        expect(await identities.refresh(token, aClient())).toHaveProperty('refused', 'ended');
      }
      expect(await identities.listSessions(userId)).toEqual([]);
    });

    it('last as long as the access token and a socket if the client has no refresh token', async () => {
      const opened = await open();
      const { identities, clock } = opened;
      const { userId, sessionId } = await signedIn(opened);
      const short = await identities.signIn(userId, password, aClient(), false);
      if (typeof short === 'string') throw new Error(short);
      const listed = async () => (await identities.listSessions(userId)).map(({ id }) => id).sort();
      expect(await listed()).toEqual([sessionId, short.sessionId].sort());

      clock.advance((short.expiresIn + limits.socket.maxAgeSeconds) * 1_000 - 1);
      expect(await listed()).toContain(short.sessionId);
      clock.advance(1);

      expect(await listed()).toEqual([sessionId]);
    });

    it('are not listed once they have expired', async () => {
      const opened = await open();
      const { identities, clock } = opened;
      const { userId } = await signedIn(opened);

      clock.advance(limits.refreshTokenSeconds * 1_000);

      expect(await identities.listSessions(userId)).toEqual([]);
    });
  });
};
