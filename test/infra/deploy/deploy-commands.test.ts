import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { removeLeftAlarms } from '#scripts/deploy/leftovers.ts';
import { expiryWarning } from '#scripts/deploy/target/account.ts';

const nobody = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
};

/** The output of a failing command. */
const failureOf = async (script: string, args: string[], environment = {}): Promise<string> => {
  try {
    await promisify(execFile)(process.execPath, [`scripts/${script}.ts`, ...args], {
      env: { ...nobody, ...environment },
    });
  } catch (error) {
    return Object(error).stderr;
  }
  throw new Error(`${script} succeeded`);
};

describe('a command that cannot continue', () => {
  it.each([
    ['deploy/deploy', [], {}, 'no AWS region'],
    ['deploy/deploy', [], { AWS_DEFAULT_REGION: 'eu-west-1' }, 'no AWS credentials'],
    ['deploy/diff', ['--stage', 'prod'], { AWS_REGION: 'eu-west-1' }, 'no AWS credentials'],
    ['deploy/destroy', ['--yes'], { AWS_REGION: 'eu-west-1' }, 'no AWS credentials'],
    ['deploy/deploy', ['--stage', 'prod', '--hotswap'], {}, '--hotswap is not for prod'],
    ['deploy/outputs', [], { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, 'nothing answers at'],
    ['users', ['invite', '--stage', 'dev'], { AWS_REGION: 'eu-west-1' }, 'no AWS credentials'],
    [
      'deploy/deploy',
      [],
      { AWS_REGION: 'cn-north-1' },
      'partition aws only, and this is one of cn-',
    ],
    ['deploy/preflight', [], { AWS_REGION: 'us-gov-west-1' }, 'partition aws only'],
    ['deploy/preflight', ['now'], {}, "Unexpected argument 'now'"],
    [
      'deploy/emulator/localstack',
      ['up', '--free'],
      { PATH: '/nonexistent' },
      'docker cannot be started',
    ],
  ])('explains why in one line: %s %j with %o', async (script, args, environment, text) => {
    const said = await failureOf(script, args, environment);

    expect(said).toContain(text);
    expect(said.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('credentials that expire', () => {
  const minutes = (count: number | null) =>
    expiryWarning(
      {
        account: '1',
        region: 'eu-west-1',
        expiration: count === null ? null : new Date(count * 60_000),
      },
      0,
    );

  it('cause a warning if a deploy may outlast them', () => {
    expect(minutes(null)).toBeNull();
    expect(minutes(20)).toBeNull();
    expect(minutes(19.9)).toContain('they expire in 19 minutes');
  });
});

describe('alarms of a stage whose settings no longer have alarms', () => {
  const left = async (
    settings: { monitoring: boolean; web: boolean },
    isDeployed = true,
  ): Promise<string[]> => {
    const sent: string[] = [];
    let isThere = isDeployed;
    const client = new CloudFormationClient({ region: 'eu-west-1' });
    client.send = async (command: { input: object }) => {
      const { name } = Object(command).constructor;
      sent.push(`${name} ${Object(command.input).StackName}`);
      if (name === 'DeleteStackCommand') isThere = false;
      if (isThere || name === 'DeleteStackCommand') return {};
      throw Object.assign(new Error('there is no such stack'), { name: 'ValidationError' });
    };
    await removeLeftAlarms({ stage: 'dev', ...settings }, client);
    return sent;
  };
  const none = { monitoring: false, web: true };

  it('are deleted, and the deletion is awaited', async () => {
    expect(await left(none)).toEqual([
      'DescribeStacksCommand parley-dev-observability',
      'DeleteStackCommand parley-dev-observability',
      'DescribeStacksCommand parley-dev-observability',
    ]);
  });

  it('need no deletion if they never existed', async () => {
    expect(await left(none, false)).toEqual(['DescribeStacksCommand parley-dev-observability']);
  });

  it('stay if the settings have them, and are not searched on an emulator', async () => {
    expect(await left({ monitoring: true, web: true })).toEqual([]);
    expect(await left({ monitoring: false, web: false })).toEqual([]);
  });
});
