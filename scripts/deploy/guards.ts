import {
  CloudFormationClient,
  DescribeStacksCommand,
  type Stack,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import type { StageConfig } from '../../lib/config.ts';

/** The stacks whose data is guarded against accidental deletion. */
export const guardedStacks = (stage: string): string[] =>
  ['data', 'identity'].map((part) => `parley-${stage}-${part}`);

/** The stack, or null if there is none. */
const stackNamed = async (
  client: CloudFormationClient,
  StackName: string,
): Promise<Stack | null> => {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    return Stacks[0] ?? null;
  } catch (error) {
    if (Object(error).name === 'ValidationError') return null;
    throw error;
  }
};

const guardedOf = (stage: string, client: CloudFormationClient): Promise<(Stack | null)[]> =>
  Promise.all(guardedStacks(stage).map((name) => stackNamed(client, name)));

/** Statuses of a stack that was never created completely. */
const isIncomplete = ({ StackStatus }: Stack): boolean =>
  StackStatus !== 'CREATE_COMPLETE' &&
  /^(CREATE_|ROLLBACK_|REVIEW_|DELETE_)/.test(StackStatus ?? '');

/**
 * Whether this deploy must leave the guards off, because it creates a stack with data: the rollback of a
 * failed deploy could not remove guarded resources.
 */
export const isFirstDeploy = async (
  { stage, protectData }: Pick<StageConfig, 'stage' | 'protectData'>,
  client = new CloudFormationClient({}),
): Promise<boolean> =>
  protectData && (await guardedOf(stage, client)).some((stack) => !stack || isIncomplete(stack));

/**
 * Whether no stack with data exists, so that a protected stage could adopt the resources of an earlier one.
 */
export const isNew = async (
  { stage, protectData }: Pick<StageConfig, 'stage' | 'protectData'>,
  client = new CloudFormationClient({}),
): Promise<boolean> =>
  protectData && (await guardedOf(stage, client)).every((stack) => stack === null);

/** Turns the guards off before `destroy`, which the operator has confirmed. */
export const liftGuards = async (
  { stage }: Pick<StageConfig, 'stage'>,
  client = new CloudFormationClient({}),
): Promise<void> => {
  for (const stack of await guardedOf(stage, client)) {
    if (!stack?.EnableTerminationProtection) continue;
    const { StackName } = stack;
    await client.send(
      new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }),
    );
  }
};
