import { describe, expect, it } from 'vitest';
import type { IssuedTokens } from '#core/ports/identity.ts';
import { aClient } from '#test/support/builders.ts';
import type { Identities, OpenIdentities } from '#test/support/ports/identities.ts';
import { describeRefresh } from './identity-refresh.suite.ts';
import { describeSessions } from './identity-sessions.suite.ts';

export const password = 'Correct-Horse-1';

/** A user who has just signed in. */
export const signedIn = async ({ identities, ids }: Identities): Promise<IssuedTokens> => {
  const userId = ids.uuid();
  await identities.create(userId, password);
  const tokens = await identities.signIn(userId, password, aClient());
  if (typeof tokens === 'string') throw new Error(tokens);
  return tokens;
};

/** The contract of every `IdentityProvider`. */
export const describeIdentityProvider = (name: string, open: OpenIdentities): void => {
  describe(`IdentityProvider: ${name}`, () => {
    it('signs in a user with the right password, and identifies the caller by the access token', async () => {
      const opened = await open();
      const { identities, clock } = opened;

      const tokens = await signedIn(opened);
      const caller = await identities.verifyAccessToken(tokens.accessToken);

      expect(tokens.expiresIn).toBeGreaterThan(0);
      expect(caller).toMatchObject({
        userId: tokens.userId,
        sessionId: tokens.sessionId,
        tokenUse: 'access',
      });
      expect(Math.abs((caller?.issuedAt ?? 0) - clock.now())).toBeLessThan(60_000);
      expect((caller?.issuedAt ?? 0) % 1_000).toBe(0);
    });

    it('refuses a wrong password, an unknown user and no user alike', async () => {
      const opened = await open();
      const { userId } = await signedIn(opened);

      const refusals = await Promise.all([
        opened.identities.signIn(userId, 'Wrong-Horse-1', aClient()),
        opened.identities.signIn(opened.ids.uuid(), password, aClient()),
        opened.identities.signIn(null, password, aClient()),
        opened.identities.signIn(userId, '', aClient()),
      ]);

      expect(new Set(refusals)).toEqual(new Set(['invalid_credentials']));
    });

    it('checks a password without a session, which starts later and only once the caller wants it', async () => {
      const opened = await open();
      const { identities, clock } = opened;
      const { userId, sessionId } = await signedIn(opened);

      const answer = await identities.checkPassword(userId, password);
      if (typeof answer === 'string') throw new Error(answer);
      expect((await identities.listSessions(userId)).map(({ id }) => id)).toEqual([sessionId]);
      clock.advance(5_000);
      const tokens = await identities.startSession(userId, answer.checked, aClient());
      if (typeof tokens === 'string') throw new Error(tokens);

      const caller = await identities.verifyAccessToken(tokens.accessToken);
      expect(caller).toMatchObject({ userId, sessionId: tokens.sessionId });
      expect(tokens.expiresIn).toBeGreaterThan(0);
      expect(await identities.listSessions(userId)).toHaveLength(2);
      expect(await identities.refresh(tokens.refreshToken, aClient())).toMatchObject({ userId });
      expect(await identities.checkPassword(userId, 'Wrong-Horse-1')).toBe('invalid_credentials');
      expect(await identities.checkPassword(null, password)).toBe('invalid_credentials');
    });

    it('lists the id of every user once, in pages', async () => {
      const opened = await open();
      const made = await Promise.all(Array.from({ length: 4 }, () => signedIn(opened)));
      const { userId: gone } = await signedIn(opened);
      await opened.identities.remove(gone);

      const listed: string[] = [];
      let cursor: string | null = null;
      do {
        const piece = await opened.identities.listIds(cursor);
        listed.push(...piece.ids);
        cursor = piece.nextCursor;
      } while (cursor !== null);

      expect(listed.sort()).toEqual(made.map(({ userId }) => userId).sort());
    });

    it('accepts any password of the contract unchanged', async () => {
      const { identities, ids } = await open();
      const longest = `A1${'🎈 '.repeat(126)}B9`;
      const userId = ids.uuid();
      await identities.create(userId, longest);

      expect(await identities.signIn(userId, longest, aClient())).toMatchObject({ userId });
      expect(await identities.signIn(userId, longest.slice(0, -1), aClient())).toBe(
        'invalid_credentials',
      );
    });

    it.each([
      ['a no-break space', 'Correct\u00a0Horse 1', 'Correct Horse 1'],
      ['an ideographic space', 'Correct\u3000Horse 1', 'Correct Horse 1'],
      ['decomposed letters', 'Pfe\u0301rd-Stark-1', 'Pf\u00e9rd-Stark-1'],
    ])('treats a password with %s and its plain form as the same', async (_, typed, plain) => {
      const { identities, ids } = await open();
      for (const [set, used] of [
        [typed, plain],
        [plain, typed],
      ] as const) {
        const userId = ids.uuid();
        await identities.create(userId, set);

        expect(await identities.signIn(userId, used, aClient())).toMatchObject({ userId });
        expect(await identities.signIn(userId, `${used} `, aClient())).toBe('invalid_credentials');
      }
    });

    it('issues unique tokens, which are all valid at the same time', async () => {
      const opened = await open();
      const first = await signedIn(opened);
      const second = await opened.identities.signIn(first.userId, password, aClient());
      if (typeof second === 'string') throw new Error(second);

      expect(second.accessToken).not.toBe(first.accessToken);
      expect(second.refreshToken).not.toBe(first.refreshToken);
      for (const { accessToken } of [first, second]) {
        expect(await opened.identities.verifyAccessToken(accessToken)).not.toBeNull();
      }
    });

    it('identifies no caller by a token that is malformed, tampered with or of another kind', async () => {
      const opened = await open();
      const { accessToken, refreshToken } = await signedIn(opened);
      const [header, payload, signature] = accessToken.split('.');
      const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString());
      const forged = Buffer.from(
        JSON.stringify({ ...claims, username: opened.ids.uuid() }),
      ).toString('base64url');

      const tokens = [
        '',
        'x',
        `${header}.${forged}.${signature}`,
        `${header}.${payload}.`,
        refreshToken,
      ];
      const callers = await Promise.all(
        tokens.map((token) => opened.identities.verifyAccessToken(token)),
      );

      expect(callers).toEqual([null, null, null, null, null]);
    });

    it('removes an identity, and ignores an unknown one', async () => {
      const opened = await open();
      const { identities, ids } = opened;
      const { userId, refreshToken } = await signedIn(opened);

      await identities.remove(userId);
      await identities.remove(userId);
      await identities.remove(ids.uuid());

      expect(await identities.signIn(userId, password, aClient())).toBe('invalid_credentials');
      expect(await identities.refresh(refreshToken, aClient())).toHaveProperty('refused');
    });

    it('sets a new password, and keeps the tokens valid', async () => {
      const opened = await open();
      const { identities } = opened;
      const { userId, accessToken, refreshToken } = await signedIn(opened);
      const next = 'Battery-Staple-2';

      await identities.setPassword(userId, next);

      expect(await identities.signIn(userId, password, aClient())).toBe('invalid_credentials');
      expect(await identities.signIn(userId, next, aClient())).toMatchObject({ userId });
      expect(await identities.verifyAccessToken(accessToken)).toMatchObject({ userId });
      expect(await identities.refresh(refreshToken, aClient())).toMatchObject({ userId });
    });

    it('refuses sign-in and refresh of a deactivated user', async () => {
      const opened = await open();
      const { identities, ids } = opened;
      const { userId, refreshToken } = await signedIn(opened);
      const other = await signedIn(opened);

      await identities.deactivate(userId);
      await identities.deactivate(userId);
      await identities.deactivate(ids.uuid());

      expect(await identities.signIn(userId, password, aClient())).toBe('invalid_credentials');
      expect(await identities.refresh(refreshToken, aClient())).toHaveProperty('refused');
      expect(await identities.refresh(other.refreshToken, aClient())).toMatchObject({
        userId: other.userId,
      });
    });

    it('allows a deactivated user to sign in again, with the same password', async () => {
      const opened = await open();
      const { identities, ids } = opened;
      const { userId, refreshToken } = await signedIn(opened);
      await identities.deactivate(userId);

      await identities.activate(userId);
      await identities.activate(ids.uuid());

      expect(await identities.refresh(refreshToken, aClient())).toHaveProperty('refused');
      expect(await identities.signIn(userId, password, aClient())).toMatchObject({ userId });
    });

    it('checks a password without a session', async () => {
      const opened = await open();
      const { identities, ids } = opened;
      const { userId } = await signedIn(opened);

      const answers = [
        await identities.checkPassword(userId, password),
        await identities.checkPassword(userId, 'Wrong-Horse-1'),
        await identities.checkPassword(userId, ''),
        await identities.checkPassword(ids.uuid(), password),
      ];

      const wrong = 'invalid_credentials';
      expect(answers).toEqual([{ checked: expect.any(String) }, wrong, wrong, wrong]);
      expect(await identities.listSessions(userId)).toHaveLength(1);
    });

    describeRefresh(open);
    describeSessions(open);
  });
};
