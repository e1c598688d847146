import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { triggerEnv } from '../../functions/runtime/env.ts';
import type { StageConfig } from '../config.ts';
import { together } from './binding.ts';
import type { ChatTable } from './chat-table.ts';
import { ParleyFunction } from './function.ts';

interface MessageExpiryProps {
  readonly config: StageConfig;
  readonly table: ChatTable;
}

/**
 * Removes messages that have expired, every hour: it reads a list of only those conversations that have one. Readers
 * hide them from the first moment on.
 */
export class MessageExpiry extends Construct {
  constructor(scope: Construct, id: string, { config, table }: MessageExpiryProps) {
    super(scope, id);
    const remover = new ParleyFunction(this, 'ExpireMessages', {
      config,
      folder: 'functions/triggers/expire-messages',
      env: triggerEnv['expire-messages'],
      memoryMb: 256,
      // As any function: a stage that becomes read-only waits for those that run. What is left comes an hour later.
      timeoutSeconds: 29,
      backend: together(table.uses('ConversationStore.removeExpired')),
    });
    // The next scheduled run serves as the retry.
    remover.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(10) });
    new Rule(this, 'Schedule', {
      description: `Parley ${config.stage}: removal of expired messages`,
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [
        new LambdaFunction(remover, { retryAttempts: 0, maxEventAge: Duration.minutes(10) }),
      ],
    });
  }
}
