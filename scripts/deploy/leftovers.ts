import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStacksCommand,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import type { StageConfig } from '../../lib/config.ts';

const exists = async (client: CloudFormationClient, StackName: string): Promise<boolean> => {
  try {
    await client.send(new DescribeStacksCommand({ StackName }));
    return true;
  } catch (error) {
    if (Object(error).name === 'ValidationError') return false;
    throw error;
  }
};

/**
 * Deletes the alarms stack of a stage whose settings no longer have alarms: the CDK ignores it by then, and
 * its imports would block changes of other stacks. Waits at most five minutes.
 */
export const removeLeftAlarms = async (
  { stage, monitoring, web }: Pick<StageConfig, 'stage' | 'monitoring' | 'web'>,
  client = new CloudFormationClient({}),
): Promise<void> => {
  const StackName = `parley-${stage}-observability`;
  if (monitoring || !web || !(await exists(client, StackName))) return;
  console.log(`${StackName}: deleted, as the settings have no monitoring`);
  await client.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete({ client, maxWaitTime: 300 }, { StackName });
};
