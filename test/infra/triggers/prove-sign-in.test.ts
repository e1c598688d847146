import type { DefineAuthChallengeTriggerEvent } from 'aws-lambda';
import { expect, it, vi } from 'vitest';

vi.stubEnv('TABLE_NAME', 'none');
const { handler } = await import('../../../functions/triggers/prove-sign-in/handler.ts');
vi.unstubAllEnvs();

type Session = DefineAuthChallengeTriggerEvent['request']['session'];

const decide = async (session: Session, userNotFound = false) => {
  const event: DefineAuthChallengeTriggerEvent = {
    version: '1',
    triggerSource: 'DefineAuthChallenge_Authentication',
    region: 'eu-central-1',
    userPoolId: 'eu-central-1_1',
    userName: '00000000-0000-4000-8000-000000000001',
    callerContext: { awsSdkVersion: '3', clientId: 'client' },
    request: { userAttributes: {}, session, userNotFound },
    response: { issueTokens: false, failAuthentication: false },
  };
  const { issueTokens, failAuthentication } = (await handler(event))
    .response as typeof event.response;
  if (issueTokens && failAuthentication) throw new Error('both');
  return issueTokens ? 'tokens' : failAuthentication ? 'refused' : 'challenge';
};

const answered = (challengeResult: boolean) =>
  ({ challengeName: 'CUSTOM_CHALLENGE', challengeResult }) as const;
const byPassword = { challengeName: 'PASSWORD_VERIFIER', challengeResult: true } as const;

it.each<[string, Session, string]>([
  ['the start', [], 'challenge'],
  ['the right answer', [answered(true)], 'tokens'],
  ['a wrong answer', [answered(false)], 'refused'],
  ['a second answer', [answered(false), answered(true)], 'refused'],
  ['a right answer and another', [answered(true), answered(true)], 'refused'],
  ['another challenge', [byPassword], 'refused'],
])('after %s a sign-in by passkey goes on right', async (_, session, outcome) => {
  expect(await decide(session)).toBe(outcome);
  expect(await decide(session, true)).toBe('refused');
});
