import {
  CloudFormationClient,
  paginateListStackResources,
  paginateListStacks,
} from '@aws-sdk/client-cloudformation';

/** The items of all pages of an AWS list. */
export const listOf = async <T, R>(
  pages: AsyncIterable<T>,
  items: (page: T) => R[] | undefined,
): Promise<R[]> => {
  const all: R[] = [];
  for await (const page of pages) all.push(...(items(page) ?? []));
  return all;
};

/** Physical ids of the resources of a type in all stacks of a stage; `named`: only those with this in their logical id. */
export const resourcesOf = async (stage: string, type: string, named = ''): Promise<string[]> => {
  const client = new CloudFormationClient({});
  const stacks = await listOf(paginateListStacks({ client }, {}), (page) => page.StackSummaries);
  const names = stacks
    .filter(({ StackStatus = '' }) => StackStatus !== 'DELETE_COMPLETE')
    .map(({ StackName = '' }) => StackName)
    .filter((name) => name.startsWith(`parley-${stage}-`));
  const found: string[] = [];
  for (const StackName of new Set(names)) {
    const pages = paginateListStackResources({ client }, { StackName });
    const resources = await listOf(pages, (page) => page.StackResourceSummaries);
    const fitting = resources.filter(
      ({ ResourceType, LogicalResourceId = '' }) =>
        ResourceType === type && LogicalResourceId.includes(named),
    );
    found.push(...fitting.map(({ PhysicalResourceId = '' }) => PhysicalResourceId));
  }
  return found;
};

/** Queues of failed invocations and removals. Other queues contain messages that are in progress. */
export const deadLetterQueuesOf = (stage: string): Promise<string[]> =>
  resourcesOf(stage, 'AWS::SQS::Queue', 'DeadLetters');
