import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAccounts } from '#functions/canary/accounts.ts';
import { canaryParameter } from '../../lib/canary-parameter.ts';
import { stageConfig } from '../../lib/config.ts';
import { functionsOf, resourcesOf, statementsOfRole, targetOf } from './functions-of.ts';
import { synthesise } from './synthesise.ts';

const alarmEmail = 'ops@example.com';
const template = synthesise('prod', { canaryMinutes: 15, alarmEmail }).template('observability');
const [player] = functionsOf(template);
const propertiesOf = (type: string) =>
  Object.values(resourcesOf(template, type)).map(({ Properties }) => Properties);

describe('the canary', () => {
  it('is off unless a setting has its interval', () => {
    const without = synthesise('prod').template('observability');

    expect(functionsOf(without)).toEqual([]);
    without.resourceCountIs('AWS::Events::Rule', 0);
    expect(resourcesOf(without, 'AWS::CloudWatch::Alarm')).not.toHaveProperty('canary');
  });

  it('runs on its schedule, without retries: the next run is the retry', () => {
    const [rule] = propertiesOf('AWS::Events::Rule');

    expect(player?.folder).toBe('functions/triggers/canary');
    expect(rule).toMatchObject({ ScheduleExpression: 'rate(15 minutes)', State: 'ENABLED' });
    expect(targetOf(Object(rule?.['Targets'])[0].Arn)).toBe(player?.id);
    expect(propertiesOf('AWS::Lambda::EventInvokeConfig')).toEqual([
      expect.objectContaining({ MaximumRetryAttempts: 0 }),
    ]);
  });

  it('may write its log and read its accounts, nothing else', () => {
    const role = resourcesOf(template, 'AWS::IAM::Role')[
      targetOf(player?.properties['Role']) ?? ''
    ];
    const statements = role ? statementsOfRole(role) : [];
    const actions = statements.flatMap(({ Action }) => [Action].flat()).sort();
    const [reading] = statements.filter(({ Action }) => Action === 'ssm:GetParameter');

    expect(actions).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents', 'ssm:GetParameter']);
    expect(JSON.stringify(reading?.Resource)).toContain(`:parameter${canaryParameter('prod')}"`);
  });

  it('has the name of its secret in the template, and no secret', () => {
    const { Variables } = Object(player?.properties['Environment']);

    expect(Variables).toMatchObject({
      CANARY_PARAMETER: '/parley/prod/canary',
      METRICS_STAGE: 'prod',
    });
    expect(JSON.stringify(Variables.CANARY_URL)).toContain('https://');
    expect(JSON.stringify(template.toJSON())).not.toContain('{{resolve:ssm-secure');
  });

  it('has an e-mail alarm for failed runs, and for a canary that no longer runs', () => {
    const alarm = propertiesOf('AWS::CloudWatch::Alarm').find(
      ({ MetricName }) => MetricName === 'CanaryFailed',
    );

    expect(alarm).toMatchObject({
      Period: 900,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      TreatMissingData: 'missing',
      AlarmDescription: 'What to do: docs/runbook.md#canary',
    });
    expect(alarm?.['AlarmActions']).toHaveLength(1);
    expect(alarm?.['InsufficientDataActions']).toEqual(alarm?.['AlarmActions']);
    expect(readFileSync('docs/runbook.md', 'utf8')).toContain('\n## canary\n');
  });

  it.each([1, 4, 61, -5, 7.5])('does not run every %s minutes', (canaryMinutes) => {
    const context = { stage: 'prod', 'parley:prod': { canaryMinutes } };

    expect(() => stageConfig((key) => Object(context)[key], {})).toThrow(/canaryMinutes/);
  });

  it('needs monitoring', () => {
    const context = { stage: 'dev', 'parley:dev': { canaryMinutes: 15 } };

    expect(() => stageConfig((key) => Object(context)[key], {})).toThrow(
      'parley:dev.canaryMinutes: needs monitoring',
    );
  });
});

describe('the accounts of a canary', () => {
  it('are two', () => {
    const two = [1, 2].map((n) => ({ username: `canary-${n}`, password: `secret-${n}` }));

    expect(parseAccounts(JSON.stringify(two))).toEqual(two);
  });

  it.each(['', '[]', '{"password": "secret-1"}', '[{"username": "a", "password": "secret-1"}]'])(
    'are refused if they are anything else, and the error does not quote them: %s',
    (text) => {
      expect(() => parseAccounts(text)).toThrow(/^these are no two accounts of a canary$/);
    },
  );
});
