import { beforeEach, describe, expect, it, vi } from 'vitest';
import { measuredRoutes, metrics } from '#contracts/metrics.ts';
import { routes } from '#contracts/routes.ts';

const load = async (stage: string | undefined) => {
  vi.resetModules();
  vi.stubEnv('METRICS_STAGE', stage);
  const [{ measuresOf, metricFields }, { measure }] = await Promise.all([
    import('#functions/runtime/metrics.ts'),
    import('#core/measure.ts'),
  ]);
  return { measuresOf, metricFields, measure };
};

beforeEach(() => vi.unstubAllEnvs());

describe('the measured routes', () => {
  it('are the routes of the route table that send and sign in', () => {
    const keyOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

    expect(measuredRoutes).toEqual({
      [keyOf(routes['post-message'])]: 'send',
      [keyOf(routes['send-message'])]: 'send',
      [keyOf(routes['issue-token'])]: 'sign-in',
      [keyOf(routes['login-user'])]: 'sign-in',
    });
  });

  it.each([
    ['POST /api/messages', 201, { Sends: 1, SendLatency: 12.5 }],
    ['POST /api/messages', 200, { RepeatedSends: 1 }],
    ['POST /api/messages', 404, {}],
    ['POST /api/messages', 503, { Busy: 1 }],
    ['POST /api/auth/token', 200, {}],
    ['POST /api/auth/token', 401, { SignInsRefused: 1 }],
    ['POST /api/auth/token', 429, { SignInsRefused: 1 }],
    ['GET /api/users/me', 401, {}],
  ])('measure %s with %i', async (route, status, expected) => {
    const { measuresOf } = await load('prod');

    expect(measuresOf(route, status, 12.5)).toEqual(expected);
  });
});

describe('a log line with metrics', () => {
  it('has the fields that CloudWatch needs: namespace, one dimension, and each metric at its root', async () => {
    const { metricFields, measure } = await load('prod');
    measure('GoneSockets');
    measure('GoneSockets');

    expect(metricFields({ Sends: 1, SendLatency: 12.5 })).toEqual({
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'Parley',
            Dimensions: [['stage']],
            Metrics: [
              { Name: 'GoneSockets', Unit: 'Count' },
              { Name: 'Sends', Unit: 'Count' },
              { Name: 'SendLatency', Unit: 'Milliseconds' },
            ],
          },
        ],
      },
      stage: 'prod',
      GoneSockets: 2,
      Sends: 1,
      SendLatency: 12.5,
    });
    expect(metricFields()).toEqual({});
  });

  it('has none of them without monitoring', async () => {
    const { metricFields } = await load(undefined);

    expect(metricFields({ Sends: 1 })).toEqual({});
  });
});

describe('the metrics', () => {
  it('are within the free ten of an account, except those of notifications', () => {
    expect(
      Object.keys(metrics).filter((name) => !name.startsWith('WebPush')).length,
    ).toBeLessThanOrEqual(10);
  });
});
