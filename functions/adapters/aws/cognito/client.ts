import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { callTimeouts } from '../endpoint.ts';
import { namesOutages, outsideRetries } from '../unavailable.ts';

/** Comparing a password takes Cognito some tenths of a second. */
const answerMs = 5_000;

/** Region, credentials and `AWS_ENDPOINT_URL` are read from the environment by the SDK itself. */
export const cognitoClient = (
  config: ConstructorParameters<typeof CognitoIdentityProviderClient>[0] = {},
): CognitoIdentityProviderClient => {
  const requestHandler = callTimeouts(answerMs);
  const client = new CognitoIdentityProviderClient({ maxAttempts: 3, requestHandler, ...config });
  client.middlewareStack.add(namesOutages('Cognito'), outsideRetries);
  return client;
};
