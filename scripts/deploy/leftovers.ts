import {
  CloudFormationClient,
  DeleteStackCommand,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import type { StageConfig } from '../../lib/config.ts';

/**
 * Deletes the stack of a stage's alarms once its settings have none: the CDK no longer knows of it, and
 * what it imports could neither be changed nor deleted. Waits at most five minutes.
 */
export const removeLeftAlarms = async (
  { stage, monitoring, web }: Pick<StageConfig, 'stage' | 'monitoring' | 'web'>,
  client = new CloudFormationClient({}),
): Promise<void> => {
  if (monitoring || !web) return;
  const StackName = `parley-${stage}-observability`;
  // Deleting what is not there is no error.
  await client.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete({ client, maxWaitTime: 300 }, { StackName });
};
