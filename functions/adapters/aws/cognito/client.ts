import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { callTimeouts } from '../endpoint.ts';
import { namesOutages, outsideRetries } from '../unavailable.ts';

/** Response timeout. Cognito takes some tenths of a second to compare a password. */
const answerMs = 5_000;

/** The SDK reads region, credentials and `AWS_ENDPOINT_URL` from the environment. */
export const cognitoClient = (
  config: ConstructorParameters<typeof CognitoIdentityProviderClient>[0] = {},
): CognitoIdentityProviderClient => {
  const requestHandler = callTimeouts(answerMs);
  const client = new CognitoIdentityProviderClient({ maxAttempts: 3, requestHandler, ...config });
  client.middlewareStack.add(namesOutages('Cognito'), outsideRetries);
  return client;
};
