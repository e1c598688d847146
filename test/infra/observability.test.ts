import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { metrics } from '#contracts/metrics.ts';
import { routeNames } from '#contracts/routes.ts';
import { resourcesOf } from './functions-of.ts';
import { isPublished } from './published-metrics.ts';
import { synthesise } from './synthesise.ts';

const template = synthesise('prod').template('observability');
const alarms = Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm'));

/** Namespace, name and names of dimensions of each metric in the dashboard; the body is a joined text. */
const onDashboard = (of = template): [string, string, string[]][] => {
  const [dashboard] = Object.values(resourcesOf(of, 'AWS::CloudWatch::Dashboard'));
  const parts: unknown[] = Object(dashboard?.Properties['DashboardBody'])['Fn::Join'][1];
  const body = parts
    .map((part) => (typeof part === 'string' ? part : 'known-once-deployed'))
    .join('');
  const { widgets } = JSON.parse(body) as {
    widgets: { type: string; properties: { metrics?: unknown[][] } }[];
  };
  return widgets
    .filter(({ type }) => type === 'metric')
    .flatMap(({ properties }) => properties.metrics ?? [])
    .map((row) => {
      const [namespace = '', name = '', ...dimensions] = row.filter(
        (part): part is string => typeof part === 'string',
      );
      return [namespace, name, dimensions.filter((_, index) => index % 2 === 0)];
    });
};

/** The anchors that GitHub makes of headings. */
const anchors = new Set(
  [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replaceAll(' ', '-'),
  ),
);

describe('monitoring', () => {
  it('stays within the free tier of an account', () => {
    expect(alarms.length).toBeGreaterThan(0);
    expect(alarms.length).toBeLessThanOrEqual(10);
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
    template.resourceCountIs('AWS::Logs::MetricFilter', 0);
  });

  it.each(alarms.map(({ Properties }) => ({ description: Properties['AlarmDescription'] })))(
    'has an entry in the runbook: $description',
    ({ description }) => {
      const [, anchor = ''] = String(description).split('docs/runbook.md#');

      expect(anchors).toContain(anchor);
    },
  );

  it('raises no alarm when there is no traffic', () => {
    for (const { Properties } of alarms) {
      expect(Properties['TreatMissingData']).toBe('notBreaching');
    }
  });

  it('uses only metrics that exist: published by AWS, or emitted by a function', () => {
    const watched = alarms.map(({ Properties }): [string, string, string[]] => [
      String(Properties['Namespace']),
      String(Properties['MetricName']),
      ((Properties['Dimensions'] ?? []) as { Name: string }[]).map(({ Name }) => Name),
    ]);
    const shown = onDashboard();

    expect(shown.length).toBeGreaterThan(25);
    expect(shown.length).toBeLessThanOrEqual(50);
    expect([...watched, ...shown].filter((metric) => !isPublished(...metric))).toEqual([]);
    expect(isPublished('AWS/DynamoDB', 'ThrottledRequests', ['TableName'])).toBe(false);
  });

  it('shows every metric that functions emit', () => {
    const settings = { canaryMinutes: 15, pushContact: 'mailto:ops@example.com' };
    const watched = synthesise('prod', settings).template('observability');
    const names = onDashboard(watched).map(([, name]) => name);

    expect(names).toEqual(expect.arrayContaining(Object.keys(metrics)));
  });

  it('has the functions of the stage emit under its name, and those of other stages emit nothing', () => {
    const stagesOf = (stage: 'dev' | 'prod') => {
      const functions = resourcesOf(synthesise(stage).template('api'), 'AWS::Lambda::Function');
      const variables = Object.values(functions).map(
        ({ Properties }) => Object(Properties['Environment']).Variables?.METRICS_STAGE,
      );
      return [...new Set(variables)];
    };

    expect(stagesOf('prod')).toEqual(['prod']);
    expect(stagesOf('dev')).toEqual([undefined]);
  });

  it('sends mail when the account costs more than the budget, if there is an address', () => {
    const budgetOf = (settings: Record<string, unknown>) =>
      Object.values(
        resourcesOf(synthesise('prod', settings).template('observability'), 'AWS::Budgets::Budget'),
      ).map(({ Properties }) => Properties);
    const alarmEmail = 'ops@example.com';

    expect(budgetOf({})).toEqual([]);
    expect(budgetOf({ alarmEmail, monthlyBudgetUsd: 0 })).toEqual([]);
    const [budget] = budgetOf({ alarmEmail });
    expect(budget?.['Budget']).toMatchObject({
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 10, Unit: 'USD' },
    });
    const notified = budget?.['NotificationsWithSubscribers'] as Record<string, unknown>[];
    expect(notified.map(({ Notification }) => Object(Notification).NotificationType)).toEqual([
      'FORECASTED',
      'ACTUAL',
    ]);
    for (const { Subscribers } of notified) {
      expect(Subscribers).toEqual([{ SubscriptionType: 'EMAIL', Address: alarmEmail }]);
    }
  });

  it('saves queries over the log groups of each stack', () => {
    const prod = synthesise('prod');
    const queries = (['api', 'realtime', 'data'] as const).flatMap((part) =>
      Object.values(resourcesOf(prod.template(part), 'AWS::Logs::QueryDefinition')),
    );

    const names = queries.map(({ Properties }) => String(Properties['Name'])).sort();
    // The API has more log groups than a query may read: its queries exist twice.
    const second = names.filter((name) => name.endsWith(' (2)'));
    expect(names.filter((name) => !second.includes(name))).toEqual([
      'Parley prod/Account events of a user',
      'Parley prod/Errors and busy answers',
      'Parley prod/Frames that failed',
      'Parley prod/Handshakes by status',
      'Parley prod/One request',
      'Parley prod/Refusals by route and code',
      'Parley prod/Refused sign-ins by address',
      'Parley prod/Removals that failed',
      'Parley prod/Slowest routes',
    ]);
    expect(second).toEqual([
      'Parley prod/Errors and busy answers (2)',
      'Parley prod/One request (2)',
      'Parley prod/Refusals by route and code (2)',
      'Parley prod/Slowest routes (2)',
    ]);
    const read = queries
      .filter(({ Properties }) => String(Properties['Name']).includes('/Slowest routes'))
      .flatMap(({ Properties }) => Properties['LogGroupNames'] as unknown[]);
    expect(new Set(read.map((group) => JSON.stringify(group))).size).toBe(routeNames.length + 1);
    for (const { Properties } of queries) {
      const groups = Properties['LogGroupNames'] as unknown[];
      expect(groups.length).toBeGreaterThan(0);
      expect(groups.length).toBeLessThanOrEqual(50);
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

  it('sends mail to an address only if there is one', () => {
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
