import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { UserError } from '#scripts/command.ts';
import { loadCredentials } from './credentials.ts';
import type { Target } from './target.ts';

export interface Account {
  readonly account: string;
  readonly region: string;
  /** When the credentials expire; null if they do not. */
  readonly expiration: Date | null;
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

/** Parley's templates, its use of CloudFront and its price list are for the partition `aws`. */
const otherPartition = (name: string): UserError =>
  new UserError(`Parley deploys to the partition aws only, and this is one of ${name}`);

/** Regions of other partitions: China, GovCloud, the isolated and the sovereign ones. */
const otherRegion = /^(cn|us-gov|us-iso[a-z]*|eu-iso[a-z]*|eusc)-/;

const regionOf = async (): Promise<string> => {
  try {
    return await new STSClient({}).config.region();
  } catch {
    throw new UserError(noRegion);
  }
};

/**
 * The AWS account and region of a command. Resolves the credentials once, which may ask for the code of an
 * MFA device. @throws UserError in one line if they are unknown, or belong to another partition
 */
export const currentAccount = async ({ endpoint, environment }: Target): Promise<Account> => {
  const region = await regionOf();
  if (otherRegion.test(region)) throw otherPartition(region);
  // Sets the region: the profile, which may have set it, is removed from the environment with the
  // credentials.
  environment['AWS_REGION'] = region;
  try {
    const expiration = endpoint === null ? await loadCredentials(environment) : null;
    const client = new STSClient({ maxAttempts: 2 });
    const { Account: account, Arn = '' } = await client.send(new GetCallerIdentityCommand({}));
    if (!account) throw new UserError(noCredentials);
    const partition = Arn.split(':')[1] ?? 'aws';
    if (partition !== 'aws') throw otherPartition(partition);
    return { account, region, expiration };
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(reasonOf(error));
  }
};

/** A warning if the credentials may expire during a deploy; null if they last. */
export const expiryWarning = ({ expiration }: Account, now = Date.now()): string | null => {
  const minutes = expiration && Math.floor((expiration.getTime() - now) / 60_000);
  return minutes === null || minutes >= 20
    ? null
    : `WARN credentials: they expire in ${minutes} minutes, and a deploy takes about ten`;
};
