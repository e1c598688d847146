import type { StageName } from '../../lib/config.ts';
import { stageNames } from '../../lib/config.ts';
import { UserError } from '../command.ts';

/** Where a command goes: a stage in an AWS account, or on an emulator at an address. */
export interface Target {
  readonly stage: StageName;
  /** Null: AWS itself. */
  readonly endpoint: string | null;
  /** What the AWS SDK and the CDK's command line are to see. */
  readonly environment: NodeJS.ProcessEnv;
}

const isStage = (name: string): name is StageName => stageNames.some((known) => known === name);

/** `localhost` would make bucket names into host names that do not resolve everywhere. */
const withAddress = (endpoint: string): string => {
  if (!URL.canParse(endpoint)) throw new UserError(`AWS_ENDPOINT_URL is no address: ${endpoint}`);
  return endpoint.replace('//localhost', '//127.0.0.1').replace(/\/+$/, '');
};

/** An emulator takes any credentials; these are what they all document. */
const emulatorEnvironment = (environment: NodeJS.ProcessEnv, endpoint: string) => ({
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  ...environment,
  AWS_ENDPOINT_URL: endpoint,
  AWS_ENDPOINT_URL_S3: endpoint,
});

/** The SDK and the CDK must not differ about the region: only the CDK knows `AWS_DEFAULT_REGION`. */
const withRegion = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
  const { AWS_REGION, AWS_DEFAULT_REGION } = environment;
  return AWS_REGION || !AWS_DEFAULT_REGION
    ? environment
    : { ...environment, AWS_REGION: AWS_DEFAULT_REGION };
};

/**
 * The stage that was asked for; without one `localstack` where `AWS_ENDPOINT_URL` names an emulator,
 * else `dev`. @throws UserError when stage and endpoint contradict each other
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

/** Targets this process too: the SDK clients read its environment. */
export const chooseTarget = (asked: string | undefined): Target => {
  const target = targetOf(asked, process.env);
  Object.assign(process.env, target.environment);
  return target;
};

export const stageOption = { stage: { type: 'string' } } as const;
export const stageHelp = {
  stage: 'dev, prod, or localstack (the default where AWS_ENDPOINT_URL is set; else dev)',
} as const;
