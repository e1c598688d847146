import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { isFirstDeploy, liftGuards } from '#scripts/deploy/guards.ts';
import { resourcesOf } from '../functions-of.ts';
import { synthesise } from '../synthesise.ts';

interface Known {
  readonly StackStatus: string;
  readonly EnableTerminationProtection?: boolean;
}

/** CloudFormation with these stacks; records the requested changes. */
const scripted = (stacks: Record<string, Known>) => {
  const changed: unknown[] = [];
  const client = new CloudFormationClient({ region: 'eu-west-1' });
  client.send = async (command: { input: object }) => {
    const { StackName } = Object(command.input);
    if (Object(command).constructor.name !== 'DescribeStacksCommand') {
      changed.push(command.input);
      return {};
    }
    const stack = stacks[StackName];
    if (stack) return { Stacks: [{ StackName, ...stack }] };
    throw Object.assign(new Error('there is no such stack'), { name: 'ValidationError' });
  };
  return { client, changed };
};

const prod = { stage: 'prod', protectData: true } as const;
const done = { StackStatus: 'UPDATE_COMPLETE' };

describe('the guards of a protected stage', () => {
  const guardsIn = (context: Record<string, string>, stage: 'dev' | 'prod' = 'prod') => {
    const { stack, template } = synthesise(stage, {}, {}, context);
    const [table] = Object.values(resourcesOf(template('data'), 'AWS::DynamoDB::Table'));
    const [pool] = Object.values(resourcesOf(template('identity'), 'AWS::Cognito::UserPool'));
    return {
      stacks: [stack('data').terminationProtection, stack('identity').terminationProtection],
      table: table?.Properties['DeletionProtectionEnabled'],
      pool: pool?.Properties['DeletionProtection'],
    };
  };

  it('are on the stacks with data, the table and the users', () => {
    expect(guardsIn({})).toEqual({ stacks: [true, true], table: true, pool: 'ACTIVE' });
    expect(guardsIn({}, 'dev')).toEqual({ stacks: [false, false], table: false, pool: 'INACTIVE' });
  });

  it('are off while the first deploy may still be rolled back', () => {
    expect(guardsIn({ 'first-deploy': 'true' })).toEqual({
      stacks: [false, false],
      table: false,
      pool: 'INACTIVE',
    });
  });

  it('leave nothing behind when that rollback deletes what the deploy created', () => {
    const { parts, template } = synthesise('prod', {}, {}, { 'first-deploy': 'true' });
    const resources = parts.flatMap((part) =>
      Object.entries(
        (template(part).toJSON() as { Resources: Record<string, { DeletionPolicy?: string }> })
          .Resources,
      ),
    );

    expect(resources.filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain')).toEqual([]);
  });
});

describe('the first deploy', () => {
  it.each([
    ['nothing is there', {}, true],
    ['the users are missing', { 'parley-prod-data': done }, true],
    [
      'an earlier one was rolled back',
      { 'parley-prod-data': done, 'parley-prod-identity': { StackStatus: 'ROLLBACK_COMPLETE' } },
      true,
    ],
    [
      'both were created',
      { 'parley-prod-data': { StackStatus: 'CREATE_COMPLETE' }, 'parley-prod-identity': done },
      false,
    ],
    [
      'an update was rolled back',
      {
        'parley-prod-data': { StackStatus: 'UPDATE_ROLLBACK_COMPLETE' },
        'parley-prod-identity': done,
      },
      false,
    ],
  ])('is recognised by the stacks: %s', async (_, stacks: Record<string, Known>, expected) => {
    expect(await isFirstDeploy(prod, scripted(stacks).client)).toBe(expected);
  });

  it('matters only where data is protected', async () => {
    expect(await isFirstDeploy({ stage: 'dev', protectData: false }, scripted({}).client)).toBe(
      false,
    );
  });
});

describe('before a stage is destroyed', () => {
  it('the guards of its stacks are removed', async () => {
    const guarded = { ...done, EnableTerminationProtection: true };
    const { client, changed } = scripted({
      'parley-prod-data': guarded,
      'parley-prod-identity': done,
    });

    await liftGuards(prod, client);

    expect(changed).toEqual([
      { StackName: 'parley-prod-data', EnableTerminationProtection: false },
    ]);
  });
});
