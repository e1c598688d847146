import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { attachmentKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { functionsOf, resourcesOf, targetOf } from './functions-of.ts';
import { synthesise } from './synthesise.ts';

const template = synthesise('prod').template('data');
const mappings = Object.values(resourcesOf(template, 'AWS::Lambda::EventSourceMapping'));
const mapping = mappings.find(({ Properties }) => 'DestinationConfig' in Properties);
const [queueId, queue] = Object.entries(resourcesOf(template, 'AWS::SQS::Queue'))[0] ?? [];

describe('the function on the table’s stream', () => {
  it('removes bytes, from the first record that the stream still has', () => {
    const remover = functionsOf(template).find(({ id }) =>
      id.startsWith(String(targetOf(mapping?.Properties['FunctionName']))),
    );
    const [table] = Object.keys(resourcesOf(template, 'AWS::DynamoDB::Table'));

    expect(remover?.folder).toBe('functions/triggers/remove-bytes');
    expect(mapping?.Properties).toMatchObject({
      EventSourceArn: { 'Fn::GetAtt': [table, 'StreamArn'] },
      StartingPosition: 'TRIM_HORIZON',
    });
  });

  it('runs for removed attachments only: nothing else is billed', () => {
    const { Filters } = Object(mapping?.Properties['FilterCriteria']);

    expect(Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern))).toEqual([
      {
        eventName: ['REMOVE'],
        dynamodb: { Keys: { SK: { S: [attachmentKey('any').SK] } } },
      },
    ]);
  });

  it('retries a failed removal ten times, separately from others, then sends it to the queue', () => {
    expect(mapping?.Properties).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queueId, 'Arn'] } } },
    });
  });

  it('keeps failures as long as a queue can, encrypted and over TLS only', () => {
    expect(queue?.Properties).toMatchObject({
      MessageRetentionPeriod: 14 * 24 * 3_600,
      SqsManagedSseEnabled: true,
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });
});
