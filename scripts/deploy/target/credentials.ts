import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { ask } from '#scripts/deploy/confirm.ts';

/** The code of a virtual or hardware MFA device. */
const askForCode = (serial: string): Promise<string> =>
  ask(`Code of ${serial}: `, `the code of ${serial} is needed: run the command in a terminal`);

/**
 * Resolves the credentials of the shell once, from any source of the AWS SDK: keys, a profile with a role and
 * MFA, IAM Identity Center (SSO), a process, a container or an instance. Then sets them as keys in the
 * environment, for all SDK clients and the CDK. So no second MFA code is needed, and the profile, which would
 * have precedence over keys, is removed. @returns when they expire; null if they do not @throws UserError if
 * a code is needed without a terminal, or an error of the provider
 */
export const loadCredentials = async (
  environment: NodeJS.ProcessEnv,
  mfaCodeProvider = askForCode,
): Promise<Date | null> => {
  const region = environment['AWS_REGION'];
  const resolve = fromNodeProviderChain({
    mfaCodeProvider,
    ...(region && { clientConfig: { region } }),
  });
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = await resolve();
  delete environment['AWS_PROFILE'];
  delete environment['AWS_DEFAULT_PROFILE'];
  delete environment['AWS_SESSION_TOKEN'];
  Object.assign(environment, {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken && { AWS_SESSION_TOKEN: sessionToken }),
  });
  return expiration ?? null;
};
