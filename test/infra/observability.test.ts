import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resourcesOf } from './functions-of.ts';
import { synthesise } from './synthesise.ts';

const template = synthesise('prod').template('observability');
const alarms = Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm'));

/** The anchors that GitHub makes of headings. */
const anchors = new Set(
  [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replaceAll(' ', '-'),
  ),
);

describe('monitoring', () => {
  it('stays within what an account has for nothing', () => {
    expect(alarms.length).toBeGreaterThan(0);
    expect(alarms.length).toBeLessThanOrEqual(10);
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
    template.resourceCountIs('AWS::Logs::MetricFilter', 0);
  });

  it.each(alarms.map(({ Properties }) => ({ description: Properties['AlarmDescription'] })))(
    'has an answer in the runbook: $description',
    ({ description }) => {
      const [, anchor = ''] = String(description).split('docs/runbook.md#');

      expect(anchors).toContain(anchor);
    },
  );

  it('does not wake anybody at night for want of users', () => {
    for (const { Properties } of alarms) {
      expect(Properties['TreatMissingData']).toBe('notBreaching');
    }
  });

  it('watches the table and both indexes for refused reads and writes', () => {
    const watched = alarms
      .map(({ Properties }) => Properties)
      .filter(({ Namespace }) => Namespace === 'AWS/DynamoDB')
      .map(({ MetricName, Dimensions }) => {
        const [index, table] = (Dimensions as { Name: string; Value: unknown }[]).sort((a, b) =>
          a.Name.localeCompare(b.Name),
        );
        return `${MetricName} ${(table ? index?.Value : undefined) ?? 'table'}`;
      });

    expect(watched.sort()).toEqual([
      'ReadThrottleEvents table',
      'WriteThrottleEvents GSI1',
      'WriteThrottleEvents GSI2',
      'WriteThrottleEvents table',
    ]);
  });

  it('writes to an address only when there is one', () => {
    const asked = synthesise('prod', { alarmEmail: 'ops@example.com' }).template('observability');

    template.resourceCountIs('AWS::SNS::Topic', 0);
    asked.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'ops@example.com' });
    for (const { Properties } of Object.values(resourcesOf(asked, 'AWS::CloudWatch::Alarm'))) {
      expect(Properties['AlarmActions']).toHaveLength(1);
    }
  });

  it('lets only the alarms of its account publish there, over TLS', () => {
    const asked = synthesise('prod', { alarmEmail: 'ops@example.com' }).template('observability');
    const [policy] = Object.values(resourcesOf(asked, 'AWS::SNS::TopicPolicy'));
    const { Statement } = Object(policy?.Properties['PolicyDocument']);

    expect(Statement).toEqual([
      expect.objectContaining({ Effect: 'Deny', Principal: '*' }),
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    ]);
  });
});
