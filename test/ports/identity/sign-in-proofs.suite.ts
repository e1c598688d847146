import {
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { putProof } from '#functions/adapters/aws/cognito/sign-in-proofs.ts';
import type { CognitoHome } from '#test/support/ports/cognito-home.ts';
import { signedIn } from './identity-provider.suite.ts';

/** The name of Cognito's error, or what it gives. */
const outcomeOf = (call: Promise<{ AuthenticationResult?: unknown }>): Promise<string> =>
  call.then(
    ({ AuthenticationResult }) => (AuthenticationResult ? 'tokens' : 'no tokens'),
    (error: Error) => error.name,
  );

/** The proofs by which Cognito's triggers give tokens, and what others get there. */
export const describeSignInProofs = (open: () => Promise<CognitoHome>): void => {
  describe('proofs of a sign-in by passkey', () => {
    it('are taken once, by their user, within a minute', async () => {
      const { table, proofs, clock } = await open();
      for (const secret of ['one', 'two']) await putProof(table, 'ann', secret);

      const byBob = await proofs.take('bob', 'one');
      const takes = await Promise.all(Array.from({ length: 10 }, () => proofs.take('ann', 'one')));
      clock.advance(60_000);

      expect(byBob).toBe(false);
      expect(takes.filter(Boolean)).toHaveLength(1);
      expect(await proofs.take('ann', 'two')).toBe(false);
      expect(await proofs.take('ann', 'never stored')).toBe(false);
    });

    it('are what anybody lacks who begins such a sign-in at Cognito itself', async () => {
      const opened = await open();
      const { client, pool, table } = opened;
      const { userId } = await signedIn(opened);
      const { userId: other } = await signedIn(opened);
      await putProof(table, other, 'a proof of another user');
      const ClientId = pool.USER_POOL_CLIENT_ID;
      const begin = (USERNAME: string) =>
        client.send(
          new InitiateAuthCommand({
            ClientId,
            AuthFlow: 'CUSTOM_AUTH',
            AuthParameters: { USERNAME },
          }),
        );
      const answer = (Session: string | undefined, ANSWER: string) =>
        client.send(
          new RespondToAuthChallengeCommand({
            ClientId,
            Session,
            ChallengeName: 'CUSTOM_CHALLENGE',
            ChallengeResponses: { USERNAME: userId, ANSWER },
          }),
        );

      const outcomes: string[] = [];
      const again: string[] = [];
      for (const guess of ['guess', 'a proof of another user', userId]) {
        const { Session, AuthenticationResult, ChallengeName } = await begin(userId);
        expect([AuthenticationResult, ChallengeName]).toEqual([undefined, 'CUSTOM_CHALLENGE']);
        outcomes.push(await outcomeOf(answer(Session, guess)));
        // No second try in the same attempt.
        again.push(await outcomeOf(answer(Session, guess)));
      }
      again.push(await outcomeOf(begin('nobody')));

      expect(new Set(outcomes)).toEqual(new Set(['NotAuthorizedException']));
      // The emulator names its errors otherwise than AWS.
      expect(again.filter((name) => !name.endsWith('Exception'))).toEqual([]);
      await putProof(table, userId, 'the proof');
      const { Session } = await begin(userId);
      expect(await outcomeOf(answer(Session, 'the proof'))).toBe('tokens');
    });
  });
};
