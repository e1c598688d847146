import { describe, expect, test } from 'vitest';
import { routeNames } from '#contracts/routes.ts';
import type { Check } from '#scripts/verify/check.ts';
import { logChecks } from '#scripts/verify/checks/logs.ts';
import { lastChecks, stageChecks } from '#scripts/verify/checks/stage.ts';
import type { Run } from '#scripts/verify/context.ts';
import { type Result, runChecks } from '#scripts/verify/run.ts';
import type { StageAlarm, StageView } from '#scripts/verify/stage-view.ts';

const token = 'eyJhbGciOiJFUzI1NiJ9.eyJ1c2VybmFtZSI6IjEifQ.c2lnbmF0dXJl';
const alarm = (namespace: string, name: string): StageAlarm => ({
  name: `${namespace}-${name}`,
  state: 'OK',
  metric: { namespace, name, dimensions: { ApiId: 'a' } },
  actions: ['arn:aws:sns:us-east-1:1:alarms'],
});

/** A stage on which every check passes, except for the given parts. */
const aStage = (broken: Partial<StageView> = {}): StageView => {
  let isDeleted = false;
  return {
    name: 'dev',
    region: 'us-east-1',
    outputs: {},
    config: {
      monitoring: true,
      alarmEmail: 'ops@example.org',
      protectData: true,
      monthlyBudgetUsd: 20,
    },
    deactivate: async () => undefined,
    erase: async () => 0,
    timeToLive: async () => ({ status: 'ENABLED', attribute: 'ttl' }),
    hasObject: async () => {
      const was = isDeleted;
      isDeleted = true;
      return !was;
    },
    expiredForm: async () => ({ url: '', fields: {} }),
    bucket: async () => ({ isPublicAccessBlocked: true, isEncrypted: true }),
    stream: async () => ({ state: 'Enabled', lastResult: 'OK' }),
    deadLetters: async () => 0,
    isRestorable: async () => true,
    alarms: async () => [
      alarm('AWS/ApiGateway', '5xx'),
      alarm('AWS/DynamoDB', 'WriteThrottleEvents'),
    ],
    isPublished: async () => true,
    subscriptions: async () => [{ endpoint: 'ops@example.org', isConfirmed: true }],
    budgets: async () => ['parley-dev'],
    logGroups: async () => ['send'],
    logLines: async () => ['{"level":"INFO","message":"request"}', '{"level":"INFO"}'],
    consumed: async () => ({ read: 100, write: 80 }),
    concurrency: async () => 1_000,
    ...broken,
  };
};

/** A run whose API does what the checks need. */
const aRun = (stage: StageView, reached: readonly string[] = routeNames): Run => {
  const person = {
    id: '1',
    username: 'verify-1',
    password: 'x',
    token,
    refreshToken: 'r',
    isOwn: true,
  };
  const shared = {
    target: { url: 'https://x', socketUrl: 'wss://x/ws', stage, lacks: new Set() },
    call: async (method: string) => ({
      status: method === 'DELETE' ? 204 : 201,
      body: { id: 'm' },
    }),
    uploads: { attach: async () => 'attachment' },
    people: { shared: async () => ({ ada: person, conversationId: 'c' }), all: () => [person] },
    secrets: [
      { kind: 'token', value: token },
      { kind: 'password', value: 'Correct-Horse-1' },
    ],
    reached: new Set(reached),
    calls: () => 4,
    startedAt: new Date(),
    waitMs: 100,
  } as unknown as Run['shared'];
  return {
    shared,
    traces: { messages: new Map(), uploads: new Map() },
    scope: () => ({
      context: { ...shared, stage } as unknown as ReturnType<Run['scope']>['context'],
      closeSockets: async () => undefined,
    }),
  };
};

const checks: readonly Check[] = [...stageChecks, ...lastChecks, ...logChecks];
const outcomesOf = (results: readonly Result[]): string[] =>
  results
    .filter(({ outcome }) => outcome !== 'passed')
    .map(({ id, outcome }) => `${id}: ${outcome}`);

const quick = checks.filter(({ id }) => id !== 'stage.byte-removal');

describe('checks of a stage', () => {
  test('pass on a correct stage', async () => {
    expect(outcomesOf(await runChecks(checks, aRun(aStage())))).toEqual([]);
  });

  test.each<[outcome: string, how: string, broken: Partial<StageView>]>([
    [
      'stage.stream: failed',
      'the mapping is off',
      { stream: async () => ({ state: 'Disabled', lastResult: undefined }) },
    ],
    [
      'stage.stream: failed',
      'its last batch failed',
      { stream: async () => ({ state: 'Enabled', lastResult: 'PROBLEM: Function call failed' }) },
    ],
    [
      'stage.time-to-live: failed',
      'it is off',
      { timeToLive: async () => ({ status: 'DISABLED', attribute: 'ttl' }) },
    ],
    [
      'stage.time-to-live: failed',
      'it is on for another attribute',
      { timeToLive: async () => ({ status: 'ENABLED', attribute: 'expires' }) },
    ],
    [
      'stage.time-to-live: not yet',
      'it is being enabled',
      { timeToLive: async () => ({ status: 'ENABLING', attribute: 'ttl' }) },
    ],
    [
      'stage.bucket: failed',
      'the public is not blocked',
      { bucket: async () => ({ isPublicAccessBlocked: false, isEncrypted: true }) },
    ],
    ['stage.dead-letters: warning', 'a removal failed', { deadLetters: async () => 2 }],
    ['stage.restorable: failed', 'there is no recovery', { isRestorable: async () => false }],
    [
      'stage.alarms: failed, stage.alarm-mail: failed',
      'there are none',
      { alarms: async () => [] },
    ],
    [
      'stage.alarms: failed',
      'a name is wrong while there is traffic',
      {
        alarms: async () => [alarm('AWS/ApiGateway', '5xx'), alarm('AWS/ApiGateway', '5XXError')],
        isPublished: async ({ name }) => name !== '5XXError',
      },
    ],
    [
      'stage.alarms: not yet',
      'nothing was ever throttled',
      { isPublished: async ({ name }) => name !== 'WriteThrottleEvents' },
    ],
    ['stage.alarms: not yet', 'there is no traffic yet', { isPublished: async () => false }],
    [
      'stage.alarm-mail: warning, stage.budget: warning',
      'there is no address',
      {
        config: {
          monitoring: true,
          alarmEmail: undefined,
          protectData: true,
          monthlyBudgetUsd: 20,
        } as StageView['config'],
      },
    ],
    [
      'stage.alarm-mail: warning',
      'the address is not confirmed',
      { subscriptions: async () => [{ endpoint: 'ops@example.org', isConfirmed: false }] },
    ],
    [
      'stage.alarm-mail: failed',
      'an alarm has no topic',
      { alarms: async () => [{ ...alarm('AWS/ApiGateway', '5xx'), actions: [] }] },
    ],
    ['stage.budget: failed', 'there is none', { budgets: async () => [] }],
    [
      'stage.units: warning',
      'a call consumes more',
      { consumed: async () => ({ read: 10, write: 5_000 }) },
    ],
    ['stage.units: not yet', 'there are no figures', { consumed: async () => null }],
    ['stage.concurrency: warning', 'the account is new', { concurrency: async () => 10 }],
    [
      'logs.json: failed',
      'a function writes plain lines',
      { logLines: async () => ['{"level":"INFO"}', 'START RequestId: 1'] },
    ],
    [
      'logs.secrets: failed',
      'a token is logged in an address',
      {
        logLines: async () => [
          '{}',
          JSON.stringify({ path: `/ws?token=${encodeURIComponent(token)}` }),
        ],
      },
    ],
    [
      'logs.secrets: failed',
      'a password is logged in a body',
      {
        logLines: async () => [
          '{}',
          JSON.stringify({ body: JSON.stringify({ password: 'Correct-Horse-1' }) }),
        ],
      },
    ],
  ])('%s if %s', async (outcome, _how, broken) => {
    const results = await runChecks(quick, aRun(aStage(broken)));

    expect(outcomesOf(results).join(', ')).toBe(outcome);
  });

  test('do not quote a leaked secret', async () => {
    const logLines = async () => ['{}', `{"token":"${token}"}`];
    const results = await runChecks(logChecks, aRun(aStage({ logLines })));

    expect(JSON.stringify(results)).not.toContain(token);
    expect(results.at(-1)?.seen).toBe('a token in send');
  });

  test('stage.byte-removal: failed if the object is never removed', async () => {
    const removal = checks.filter(({ id }) => id === 'stage.byte-removal');
    const results = await runChecks(removal, aRun(aStage({ hasObject: async () => true })));

    expect(outcomesOf(results)).toEqual(['stage.byte-removal: failed']);
  });

  test('stage.every-route: failed if one never answered, skipped if few were called', async () => {
    const all = routeNames.filter((name) => name !== 'list-outbox');

    const one = await runChecks(lastChecks, aRun(aStage(), all));
    const few = await runChecks(lastChecks, aRun(aStage(), ['get-health']));

    expect(outcomesOf(one)).toEqual(['stage.every-route: failed']);
    expect(one[0]?.seen).toContain('list-outbox');
    expect(outcomesOf(few)).toEqual(['stage.every-route: skipped']);
  });
});
