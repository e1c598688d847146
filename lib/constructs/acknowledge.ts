import { Stack, Validations } from 'aws-cdk-lib';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';

/** Acknowledges wildcards one by one, each by the action or the ARN that holds it; any other still fails. */
export const acknowledgeWildcards = (
  construct: IConstruct,
  reason: string,
  wildcards: { actions?: readonly string[]; resources?: readonly string[] },
): void => {
  const { actions = [], resources = [] } = wildcards;
  const findings = [
    ...actions.map((action) => `Action::${action}`),
    ...resources.map((arn) => `Resource::${flattenCfnReference(Stack.of(construct).resolve(arn))}`),
  ];
  for (const finding of findings) {
    Validations.of(construct).acknowledge({ id: `AwsSolutions-IAM5[${finding}]`, reason });
  }
};
