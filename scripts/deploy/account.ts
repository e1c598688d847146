import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { UserError } from '../command.ts';

export interface Account {
  readonly account: string;
  readonly region: string;
}

const noCredentials =
  'no AWS credentials: run "aws configure" or "aws sso login", or set AWS_ENDPOINT_URL for an emulator';
const noRegion = 'no AWS region: set AWS_REGION, or a region in your AWS profile';

const messages: Record<string, string> = {
  CredentialsProviderError: noCredentials,
  TokenProviderError: noCredentials,
  ExpiredToken: 'the AWS credentials have expired: sign in again',
  ExpiredTokenException: 'the AWS credentials have expired: sign in again',
  InvalidClientTokenId: 'AWS does not know these credentials',
  SignatureDoesNotMatch: 'AWS does not know these credentials',
};

const reasonOf = (error: unknown): string => {
  const { name, message, code } = Object(error);
  if (code === 'ECONNREFUSED') return `nothing answers at ${process.env['AWS_ENDPOINT_URL']}`;
  return messages[String(name)] ?? `AWS cannot be reached: ${message || code || name}`;
};

const regionOf = async (client: STSClient): Promise<string> => {
  try {
    return await client.config.region();
  } catch {
    throw new UserError(noRegion);
  }
};

/** The AWS account and region of the deploy. @throws UserError in one line if they are unknown */
export const currentAccount = async (): Promise<Account> => {
  const client = new STSClient({ maxAttempts: 2 });
  const region = await regionOf(client);
  try {
    const { Account: account } = await client.send(new GetCallerIdentityCommand({}));
    if (!account) throw new UserError(noCredentials);
    return { account, region };
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(reasonOf(error));
  }
};
