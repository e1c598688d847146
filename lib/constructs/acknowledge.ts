import { Stack, Validations } from 'aws-cdk-lib';
import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import type { IConstruct } from 'constructs';

const flat = (construct: IConstruct, arn: string): string =>
  flattenCfnReference(Stack.of(construct).resolve(arn));

/** Acknowledges one AWS managed policy, by its ARN. */
export const acknowledgeManagedPolicy = (
  construct: IConstruct,
  reason: string,
  policy: IManagedPolicy,
): void =>
  Validations.of(construct).acknowledge({
    id: `AwsSolutions-IAM4[Policy::${flat(construct, policy.managedPolicyArn)}]`,
    reason,
  });

/** Acknowledges wildcards individually, each by its action or ARN; any other still fails. */
export const acknowledgeWildcards = (
  construct: IConstruct,
  reason: string,
  wildcards: { actions?: readonly string[]; resources?: readonly string[] },
): void => {
  const { actions = [], resources = [] } = wildcards;
  const findings = [
    ...actions.map((action) => `Action::${action}`),
    ...resources.map((arn) => `Resource::${flat(construct, arn)}`),
  ];
  for (const finding of findings) {
    Validations.of(construct).acknowledge({ id: `AwsSolutions-IAM5[${finding}]`, reason });
  }
};

export const acknowledgeNoTls = (bucket: Bucket): void => {
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S10',
    reason: 'An emulator on the same machine, which has no TLS.',
  });
};
