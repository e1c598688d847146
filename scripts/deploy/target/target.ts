import { UserError } from '#scripts/command.ts';
import type { StageName } from '../../../lib/config.ts';
import { stageNames } from '../../../lib/config.ts';

/** The target of a command: a stage in an AWS account, or on an emulator at an address. */
export interface Target {
  readonly stage: StageName;
  /** Null: AWS itself. */
  readonly endpoint: string | null;
  /** The environment for the AWS SDK and the CDK's command line. */
  readonly environment: NodeJS.ProcessEnv;
}

const isStage = (name: string): name is StageName => stageNames.some((known) => known === name);

/** `localhost` would make bucket names into host names that do not resolve everywhere. */
const withAddress = (endpoint: string): string => {
  if (!URL.canParse(endpoint)) throw new UserError(`AWS_ENDPOINT_URL is no address: ${endpoint}`);
  return endpoint.replace('//localhost', '//127.0.0.1').replace(/\/+$/, '');
};

/** Whether these are keys of a real account; emulators use made-up ones, such as an account number. */
const isRealKey = (key: string | undefined): boolean => /^A[KS]IA/.test(key ?? '');

/**
 * Emulators accept any credentials; all of them document `test`. Removes a profile, which the SDK would
 * prefer, and keys of a real account, whose session token is a secret.
 */
const emulatorEnvironment = (
  { AWS_PROFILE, AWS_DEFAULT_PROFILE, ...environment }: NodeJS.ProcessEnv,
  endpoint: string,
): NodeJS.ProcessEnv => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, ...others } = environment;
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ...(isRealKey(AWS_ACCESS_KEY_ID) ? others : environment),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
  };
};

/** The SDK and the CDK must use the same region, but only the CDK reads `AWS_DEFAULT_REGION`. */
const withRegion = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const { AWS_REGION, AWS_DEFAULT_REGION } = environment;
  return AWS_REGION || !AWS_DEFAULT_REGION
    ? environment
    : { ...environment, AWS_REGION: AWS_DEFAULT_REGION };
};

/**
 * The requested stage; by default `localstack` if `AWS_ENDPOINT_URL` names an emulator, else `dev`.
 * @throws UserError if stage and endpoint contradict each other
 */
export const targetOf = (asked: string | undefined, environment: NodeJS.ProcessEnv): Target => {
  const address = environment['AWS_ENDPOINT_URL'];
  const endpoint = address ? withAddress(address) : null;
  const stage = asked ?? (endpoint ? 'localstack' : 'dev');
  if (!isStage(stage)) {
    throw new UserError(`--stage must be one of ${stageNames.join(', ')}, not ${stage}`);
  }
  if (endpoint && stage !== 'localstack') {
    throw new UserError(`AWS_ENDPOINT_URL is set: unset it to deploy ${stage} to AWS itself`);
  }
  if (!endpoint && stage === 'localstack') {
    throw new UserError('stage localstack needs AWS_ENDPOINT_URL, such as http://127.0.0.1:4566');
  }
  return {
    stage,
    endpoint,
    environment: endpoint
      ? emulatorEnvironment(withRegion(environment), endpoint)
      : withRegion(environment),
  };
};

const profileNames = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'];
const credentialNames = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** Like `targetOf`, and sets the environment of this process, which its SDK clients read. */
export const chooseTarget = (asked: string | undefined): Target => {
  const { environment, ...target } = targetOf(asked, process.env);
  for (const name of [...profileNames, ...credentialNames]) {
    if (!(name in environment)) delete process.env[name];
  }
  Object.assign(process.env, environment);
  return { ...target, environment: process.env };
};

export const stageOption = { stage: { type: 'string' } } as const;
export const stageHelp = {
  stage: 'dev, prod, or localstack (the default where AWS_ENDPOINT_URL is set; else dev)',
} as const;
