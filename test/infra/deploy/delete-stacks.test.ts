import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { deleteStack, stacksOf } from '#scripts/deploy/delete-stacks.ts';

interface StackState {
  /** One status per request; the last one repeats. */
  readonly statuses: string[];
  readonly events?: object[];
}

const idOf = (name: string): string => `arn:aws:cloudformation:eu-west-1:1:stack/${name}/1`;

/** CloudFormation with these stacks; each request for a stack returns its next status. */
const cloudFormation = (stacks: Record<string, StackState>) => {
  const sent: string[] = [];
  const client = new CloudFormationClient({ region: 'eu-west-1' });
  const described = (nameOrId: string) => {
    const StackName = nameOrId.split('/')[1] ?? nameOrId;
    const state = stacks[StackName];
    if (!state) throw Object.assign(new Error('no such stack'), { name: 'ValidationError' });
    const StackStatus = state.statuses.length > 1 ? state.statuses.shift() : state.statuses[0];
    return { StackName, StackId: idOf(StackName), StackStatus };
  };
  client.send = async (command: { input: { StackName?: string } }) => {
    const { name } = command.constructor;
    const { StackName } = command.input;
    sent.push(`${name} ${StackName}`);
    if (name === 'DeleteStackCommand') return {};
    if (name === 'DescribeStackEventsCommand') {
      return { StackEvents: stacks[StackName?.split('/')[1] ?? '']?.events };
    }
    return { Stacks: (StackName ? [StackName] : Object.keys(stacks)).map(described) };
  };
  return { client, sent };
};

const remove = async (state: StackState | null): Promise<{ lines: string[]; sent: string[] }> => {
  const { client, sent } = cloudFormation(state ? { web: state } : {});
  const lines: string[] = [];
  await deleteStack('web', { client, intervalMs: 0, print: (line) => lines.push(line) });
  return { lines, sent };
};

describe('the stacks of a stage', () => {
  it('are found in any status, each before those that it depends on', async () => {
    const statuses = ['ROLLBACK_COMPLETE'];
    const { client } = cloudFormation({
      'parley-dev-data': { statuses: ['ROLLBACK_FAILED'] },
      'parley-dev-api': { statuses },
      'parley-dev-web': { statuses: ['CREATE_FAILED'] },
      'parley-dev-firewall': { statuses },
      // In us-east-1; the web stack depends on it.
      'parley-dev-edge': { statuses },
      'parley-dev-identity': { statuses: ['DELETE_COMPLETE'] },
      'parley-dev-realtime': { statuses: ['DELETE_FAILED'] },
      'parley-prod-data': { statuses },
      'parley-development-data': { statuses },
    });

    expect(await stacksOf('dev', client)).toEqual([
      'parley-dev-firewall',
      'parley-dev-web',
      'parley-dev-edge',
      'parley-dev-api',
      'parley-dev-realtime',
      'parley-dev-data',
    ]);
  });
});

describe('the deletion of a stack', () => {
  it('is complete before the command continues', async () => {
    const statuses = [
      'ROLLBACK_COMPLETE',
      'DELETE_IN_PROGRESS',
      'DELETE_IN_PROGRESS',
      'DELETE_COMPLETE',
    ];

    expect((await remove({ statuses })).lines).toEqual(['web: deleting', 'web: deleted']);
  });

  it('sends no request if there is no stack', async () => {
    expect((await remove(null)).sent).toEqual(['DescribeStacksCommand web']);
  });

  it('reports what could not be deleted, and why', async () => {
    const failed = (LogicalResourceId: string, ResourceStatusReason: string) => ({
      LogicalResourceId,
      ResourceStatus: 'DELETE_FAILED',
      ResourceStatusReason,
    });
    const events = [
      failed('Site', 'The bucket you tried to delete is not empty'),
      { LogicalResourceId: 'web', ResourceStatus: 'DELETE_IN_PROGRESS' },
      failed('Older', 'of an earlier attempt'),
    ];
    const { client } = cloudFormation({
      web: { statuses: ['CREATE_COMPLETE', 'DELETE_FAILED'], events },
    });
    const failure = deleteStack('web', { client, intervalMs: 0, print: () => undefined });

    await expect(failure).rejects.toThrow(
      'web could not be deleted (DELETE_FAILED); run the command again\n  Site: The bucket you tried to delete is not empty',
    );
    await expect(failure).rejects.not.toThrow('earlier');
  });
});
