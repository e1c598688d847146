import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  paginateDescribeStacks,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { UserError } from '../command.ts';

/**
 * Parts of a stage, in order of deletion: each comes before those that it depends on. A stack with another
 * name is from another version and is deleted first.
 */
const lastParts = ['observability', 'web', 'edge', 'api', 'realtime', 'identity', 'data'];

const rankOf = (name: string): number => lastParts.findIndex((part) => name.endsWith(`-${part}`));

/**
 * The names of a stage's stacks in order of deletion, whatever their status: also those of a failed first
 * deploy.
 */
export const stacksOf = async (
  stage: string,
  client = new CloudFormationClient({}),
): Promise<string[]> => {
  const names: string[] = [];
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    for (const { StackName = '', StackStatus } of Stacks) {
      const isDeleted = StackStatus === 'DELETE_COMPLETE';
      if (StackName.startsWith(`parley-${stage}-`) && !isDeleted) names.push(StackName);
    }
  }
  return names.sort((a, b) => rankOf(a) - rankOf(b));
};

/** The stack by its id, which also finds a deleted stack; null if CloudFormation no longer lists it. */
const stackOf = async (client: CloudFormationClient, id: string): Promise<Stack | null> => {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: id }));
    return Stacks[0] ?? null;
  } catch (error) {
    if (Object(error).name === 'ValidationError') return null;
    throw error;
  }
};

/** The resources that could not be deleted, with AWS's reasons, one line each. */
const failuresOf = async (
  client: CloudFormationClient,
  id: string,
  name: string,
): Promise<string[]> => {
  const lines: string[] = [];
  for await (const { StackEvents = [] } of paginateDescribeStackEvents(
    { client },
    { StackName: id },
  )) {
    for (const { ResourceStatus, LogicalResourceId, ResourceStatusReason } of StackEvents) {
      if (ResourceStatus === 'DELETE_IN_PROGRESS' && LogicalResourceId === name) return lines;
      if (ResourceStatus === 'DELETE_FAILED') {
        lines.push(`  ${LogicalResourceId}: ${ResourceStatusReason ?? 'no reason given'}`);
      }
    }
  }
  return lines;
};

export interface DeletionOptions {
  readonly client?: CloudFormationClient;
  /** Interval between two checks of a stack, in milliseconds. */
  readonly intervalMs?: number;
  readonly print?: (line: string) => void;
}

/** Minimum time between two lines that report a deletion in progress. */
const progressMs = 30_000;

/**
 * Deletes a stack and waits for the end of the deletion, however long that takes (CloudFront: about ten
 * minutes). @throws UserError with the resources that could not be deleted, and why
 */
export const deleteStack = async (
  StackName: string,
  {
    client = new CloudFormationClient({}),
    intervalMs = 3_000,
    print = console.log,
  }: DeletionOptions,
): Promise<void> => {
  const id = (await stackOf(client, StackName))?.StackId;
  if (id === undefined) return;
  print(`${StackName}: deleting`);
  await client.send(new DeleteStackCommand({ StackName: id }));
  const start = performance.now();
  let shown = start;
  for (;;) {
    const status = (await stackOf(client, id))?.StackStatus ?? 'DELETE_COMPLETE';
    if (status === 'DELETE_COMPLETE') return print(`${StackName}: deleted`);
    if (status !== 'DELETE_IN_PROGRESS') {
      const failures = await failuresOf(client, id, StackName);
      throw new UserError(
        [`${StackName} could not be deleted (${status}); run the command again`, ...failures].join(
          '\n',
        ),
      );
    }
    const now = performance.now();
    if (now - shown >= progressMs) {
      shown = now;
      print(`${StackName}: still deleting, ${Math.round((now - start) / 1_000)} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
};
