import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { handler } from '../../../functions/triggers/pre-token-generation/handler.ts';

const event = (): PreTokenGenerationV2TriggerEvent => ({
  version: '2',
  triggerSource: 'TokenGeneration_Authentication',
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_1',
  userName: '00000000-0000-4000-8000-000000000001',
  callerContext: { awsSdkVersion: '3', clientId: 'client' },
  request: {
    userAttributes: {},
    groupConfiguration: {},
    scopes: ['aws.cognito.signin.user.admin'],
  },
  response: { claimsAndScopeOverrideDetails: {} },
});

it('removes the scope of Cognito’s user API from access tokens, and changes nothing else', async () => {
  const given = event();

  const answer = await handler(structuredClone(given));

  expect(answer).toEqual({
    ...given,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: { scopesToSuppress: ['aws.cognito.signin.user.admin'] },
      },
    },
  });
});
