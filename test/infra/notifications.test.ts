import { describe, expect, it } from 'vitest';
import { messageSort } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { functionsOf, resourcesOf } from './functions-of.ts';
import { synthesise } from './synthesise.ts';

const notifying = synthesise('prod', { pushContact: 'mailto:ops@example.com' });
const template = notifying.template('data');
const mappings = Object.values(resourcesOf(template, 'AWS::Lambda::EventSourceMapping')).map(
  ({ Properties }) => Properties,
);
const patternsOf = (properties: Record<string, unknown>): unknown[] =>
  (Object(properties['FilterCriteria'])['Filters'] ?? []).map(({ Pattern }: { Pattern: string }) =>
    JSON.parse(Pattern),
  );

describe('notifications', () => {
  it('invoke a function for new messages and postponed notifications only', () => {
    const [prefix] = messageSort(1).split(/(?<=#)/);
    const stored = mappings.filter((mapping) =>
      JSON.stringify(patternsOf(mapping)).includes('MSG#'),
    );
    const [queue] = Object.keys(resourcesOf(template, 'AWS::SQS::Queue')).filter((id) =>
      id.startsWith('NotificationsPostponed'),
    );

    expect(stored.map(patternsOf)).toEqual([
      [{ eventName: ['INSERT'], dynamodb: { Keys: { SK: { S: [{ prefix }] } } } }],
    ]);
    expect(stored[0]).toMatchObject({
      StartingPosition: 'LATEST',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    const postponed = mappings.find(
      ({ EventSourceArn }) => Object(EventSourceArn)['Fn::GetAtt']?.[0] === queue,
    );
    // What an outage postponed must not take the concurrency of the account.
    expect(postponed).toMatchObject({ ScalingConfig: { MaximumConcurrency: 2 } });
  });

  it('have the private key in no template: only two functions may read it', () => {
    const parts = notifying.parts.map((part) => JSON.stringify(notifying.template(part).toJSON()));
    const reading = notifying.parts.flatMap((part) =>
      functionsOf(notifying.template(part))
        .filter(({ properties }) =>
          JSON.stringify(properties).includes('/parley/prod/push-private-key'),
        )
        .map(({ folder }) => folder),
    );

    expect(reading.sort()).toEqual([
      'functions/http/test-push',
      'functions/triggers/notify-message',
    ]);
    for (const text of parts) expect(text).not.toContain('PRIVATE KEY');
  });

  it('need no resources where no contact is set', () => {
    const folders = functionsOf(synthesise('prod').template('data')).map(({ folder }) => folder);

    expect(folders).not.toContain('functions/triggers/notify-message');
  });
});
