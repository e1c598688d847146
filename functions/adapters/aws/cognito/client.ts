import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';

/** Comparing a password takes Cognito some tenths of a second; a call that hangs is tried again. */
const timeouts = { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true };

/** Region, credentials and `AWS_ENDPOINT_URL` are read from the environment by the SDK itself. */
export const cognitoClient = (
  config: ConstructorParameters<typeof CognitoIdentityProviderClient>[0] = {},
): CognitoIdentityProviderClient =>
  new CognitoIdentityProviderClient({ maxAttempts: 3, requestHandler: timeouts, ...config });
