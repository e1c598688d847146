import { describe, expect, it } from 'vitest';
import { eventKey } from '../../functions/adapters/aws/dynamodb/table/keys.ts';
import { functionsOf, resourcesOf, statementsOfRole, targetOf } from './functions-of.ts';
import { synthesise } from './synthesise.ts';

const template = synthesise('prod', { logRetentionDays: 7 }).template('data');
const copier = functionsOf(template).find(({ folder }) => folder.endsWith('audit-trail'));
const mapping = Object.values(resourcesOf(template, 'AWS::Lambda::EventSourceMapping')).find(
  ({ Properties }) => targetOf(Properties['FunctionName']) === copier?.id,
);

describe('the audit log', () => {
  it('is the log of a function that reads stored account events only', () => {
    const { Filters } = Object(mapping?.Properties['FilterCriteria']);
    const [start] = eventKey('someone', '').SK.split('#');

    expect(Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern))).toEqual([
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: { Keys: { SK: { S: [{ prefix: `${start}#` }] } } },
      },
    ]);
  });

  it('is kept for 90 days, whatever the retention of other logs', () => {
    const group = targetOf(Object(copier?.properties['LoggingConfig'])['LogGroup']) ?? '';

    expect(resourcesOf(template, 'AWS::Logs::LogGroup')[group]?.Properties['RetentionInDays']).toBe(
      90,
    );
  });

  it('may read the stream and write its log, and nothing else', () => {
    const role = resourcesOf(template, 'AWS::IAM::Role')[
      targetOf(copier?.properties['Role']) ?? ''
    ];
    const statements = role ? statementsOfRole(role) : [];
    const actions = statements.flatMap(({ Action }: { Action: string | string[] }) => Action);

    expect(new Set(actions)).toEqual(
      new Set([
        ...['logs:CreateLogStream', 'logs:PutLogEvents'],
        ...['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        'dynamodb:ListStreams',
      ]),
    );
  });

  it('is missing if the stage has none', () => {
    const dev = synthesise('dev').template('data');

    expect(functionsOf(dev).map(({ folder }) => folder)).not.toContain(
      'functions/triggers/audit-trail',
    );
  });
});
