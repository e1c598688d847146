import { type Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { isWithoutTls, type StageConfig } from '../../config.ts';
import type { Binding } from '../binding.ts';

interface ParleyQueueProps {
  readonly config: StageConfig;
  readonly retention: Duration;
  readonly visibilityTimeout?: Duration;
  /** Why this queue needs no dead-letter queue. */
  readonly isLastSince: string;
}

const actions = {
  send: ['sqs:SendMessage'],
  receive: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
} as const;

/** A queue of functions: encrypted, and accessible by TLS only, except on an emulator without TLS. */
export class ParleyQueue extends Queue {
  constructor(
    scope: Construct,
    id: string,
    { config, retention, visibilityTimeout, isLastSince }: ParleyQueueProps,
  ) {
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: !isWithoutTls(config),
      retentionPeriod: retention,
      ...(visibilityTimeout && { visibilityTimeout }),
    });
    Validations.of(this).acknowledge({ id: 'AwsSolutions-SQS3', reason: isLastSince });
    if (isWithoutTls(config)) {
      Validations.of(this).acknowledge({
        id: 'AwsSolutions-SQS4',
        reason: 'An emulator on the same machine, which has no TLS.',
      });
    }
  }

  uses(...which: (keyof typeof actions)[]): Binding<Record<never, string>> {
    return {
      environment: {},
      grantTo: (role) => {
        role.addToPrincipalPolicy(
          new PolicyStatement({
            actions: which.flatMap((one) => actions[one]),
            resources: [this.queueArn],
          }),
        );
      },
    };
  }
}
