import { describe, expect, it } from 'vitest';
import type { IssuedTokens } from '#core/ports/identity.ts';
import { aClient } from '#test/support/builders.ts';
import type { Identities, OpenIdentities } from '#test/support/ports/identities.ts';
import { signedIn } from './identity-provider.suite.ts';

const startByPasskey = async (
  { identities }: Identities,
  userId: string,
): Promise<IssuedTokens> => {
  const accepted = await identities.acceptPasskey(userId);
  if (typeof accepted === 'string') throw new Error(accepted);
  const tokens = await identities.startSession(userId, accepted.checked, aClient());
  if (typeof tokens === 'string') throw new Error(tokens);
  return tokens;
};

/** What every `IdentityProvider` does after a passkey was checked. */
export const describePasskeySignIn = (name: string, open: OpenIdentities): void => {
  describe(`IdentityProvider: ${name}, by passkey`, () => {
    it('starts sessions like those of a password, again and again', async () => {
      const opened = await open();
      const { identities } = opened;
      const { userId, sessionId } = await signedIn(opened);

      const [first, second] = [
        await startByPasskey(opened, userId),
        await startByPasskey(opened, userId),
      ];

      for (const tokens of [first, second]) {
        const caller = await identities.verifyAccessToken(tokens.accessToken);
        expect(caller).toMatchObject({
          userId,
          sessionId: tokens.sessionId,
          tokenUse: 'access',
        });
        const renewed = await identities.refresh(tokens.refreshToken, aClient());
        expect(renewed).toMatchObject({ userId, sessionId: tokens.sessionId });
      }
      const listed = (await identities.listSessions(userId)).map(({ id }) => id).sort();
      expect(listed).toEqual([sessionId, first.sessionId, second.sessionId].sort());
    });

    it('ends such a session alone', async () => {
      const opened = await open();
      const { identities } = opened;
      const other = await signedIn(opened);
      const tokens = await startByPasskey(opened, other.userId);

      await identities.endSessions(other.userId, [tokens.sessionId], 'signed_out');

      expect(await identities.refresh(tokens.refreshToken, aClient())).toEqual({
        refused: 'ended',
        reason: 'signed_out',
      });
      expect(await identities.refresh(other.refreshToken, aClient())).toMatchObject({
        userId: other.userId,
      });
    });

    it('accepts no passkey of a deactivated or unknown user', async () => {
      const opened = await open();
      const { identities, ids } = opened;
      const { userId } = await signedIn(opened);
      await identities.deactivate(userId);

      expect(await identities.acceptPasskey(userId)).toBe('invalid_credentials');
      expect(await identities.acceptPasskey(ids.uuid())).toBe('invalid_credentials');
    });
  });
};
