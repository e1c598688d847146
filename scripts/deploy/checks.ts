import { APIGatewayClient, GetAccountCommand } from '@aws-sdk/client-api-gateway';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

export interface Check {
  readonly what: string;
  readonly outcome: 'good' | 'warning';
  readonly detail: string;
}

const good = (what: string, detail: string): Check => ({ what, outcome: 'good', detail });
const warning = (what: string, detail: string): Check => ({ what, outcome: 'warning', detail });

/** With fewer concurrent functions, busy times are throttled; new accounts may have 10. */
const comfortableConcurrency = 100;

/** The version of the CDK's bootstrap stack in a region (default: the current one), or null. */
const bootstrapVersion = async (region?: string): Promise<number | null> => {
  try {
    const Name = '/cdk-bootstrap/hnb659fds/version';
    const { Parameter } = await new SSMClient(region ? { region } : {}).send(
      new GetParameterCommand({ Name }),
    );
    return Number(Parameter?.Value);
  } catch (error) {
    if (Object(error).name === 'ParameterNotFound') return null;
    throw error;
  }
};

/** The version that the templates require; the CDK writes it into its manifest. */
export const neededBootstrapVersion = 6;

const isTooOld = (version: number | null): boolean =>
  version === null || version < neededBootstrapVersion;

/**
 * Whether the CDK's bootstrap stack is missing or outdated. An upgrade keeps its settings, and other apps in
 * the account are not affected.
 */
export const isBootstrapNeeded = async (region: string): Promise<boolean> =>
  isTooOld(await bootstrapVersion(region));

const checkBootstrap = async (): Promise<Check> => {
  const version = await bootstrapVersion();
  if (version === null) {
    return warning('bootstrap', 'not done yet in this account and region: deploy does it');
  }
  return isTooOld(version)
    ? warning('bootstrap', `version ${version} is too old: deploy upgrades it`)
    : good('bootstrap', `version ${version}`);
};

const checkConcurrency = async (): Promise<Check> => {
  const { AccountLimit } = await new LambdaClient({}).send(new GetAccountSettingsCommand({}));
  const limit = AccountLimit?.ConcurrentExecutions ?? 0;
  return limit >= comfortableConcurrency
    ? good('Lambda concurrency', `${limit} at once`)
    : warning(
        'Lambda concurrency',
        `${limit} at once: more are throttled. Ask for 1000 in Service Quotas (L-B99A9384)`,
      );
};

const checkLogRole = async (): Promise<Check> => {
  const { cloudwatchRoleArn } = await new APIGatewayClient({}).send(new GetAccountCommand({}));
  return good(
    'WebSocket access logs',
    cloudwatchRoleArn
      ? `the account's CloudWatch role is ${cloudwatchRoleArn}; socketAccessLogs would replace it`
      : 'off; socketAccessLogs would set the CloudWatch role of the account',
  );
};

const attempt = async (what: string, check: () => Promise<Check>): Promise<Check> => {
  try {
    return await check();
  } catch (error) {
    return warning(what, `could not be read: ${Object(error).name}`);
  }
};

/** Checks for causes of a failing deploy, or of throttling after it. Changes nothing. */
export const checks = (): Promise<Check[]> =>
  Promise.all([
    attempt('bootstrap', checkBootstrap),
    attempt('Lambda concurrency', checkConcurrency),
    attempt('WebSocket access logs', checkLogRole),
  ]);

export const showCheck = ({ what, outcome, detail }: Check): string =>
  `${outcome === 'good' ? 'ok  ' : 'WARN'} ${what}: ${detail}`;
