import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { UserError } from '../command.ts';
import type { Target } from './target/target.ts';

/** The outputs of a deployed stage, by name. `SiteUrl` is missing without CloudFront. */
export type Outputs = Readonly<Record<string, string>>;

/** Exports between the stacks are not for users. */
const isForPeople = (key: string): boolean => !key.startsWith('ExportsOutput');

/** The outputs of a stage's stacks; empty if none is deployed. */
export const deployedOutputs = async ({ stage }: Target): Promise<Outputs> => {
  const client = new CloudFormationClient({});
  const outputs: Record<string, string> = {};
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {})) {
    const ours = Stacks.filter(({ StackName = '' }) => StackName.startsWith(`parley-${stage}-`));
    for (const { OutputKey = '', OutputValue = '' } of ours.flatMap(
      ({ Outputs = [] }) => Outputs,
    )) {
      if (isForPeople(OutputKey)) outputs[OutputKey] = OutputValue;
    }
  }
  return outputs;
};

/** @throws UserError if nothing of the stage is deployed */
export const outputsOf = async (target: Target): Promise<Outputs> => {
  const outputs = await deployedOutputs(target);
  if (Object.keys(outputs).length > 0) return outputs;
  throw new UserError(`stage ${target.stage} is not deployed here`);
};

export const showOutputs = (outputs: Outputs): string =>
  Object.entries(outputs)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([key, value]) => `${key.padEnd(18)} ${value}`)
    .join('\n');
