import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { getHealth } from '#contracts/http/system.ts';
import { processLimits } from '#contracts/limits.ts';
import { makeLogBound } from '#functions/runtime/log-bound.ts';

const { perKind, windowSeconds } = processLimits.failureLog;

test('a bounded number of failures of a kind is logged per window, and the next window logs how many were skipped', () => {
  let now = 0;
  const bound = makeLogBound({ perKind: 2, windowSeconds: 10 }, () => now);
  const several = (kind: string, count: number) => Array.from({ length: count }, () => bound(kind));

  expect(several('busy', 5)).toEqual([0, 0, null, null, null]);
  expect(several('GET /a', 1)).toEqual([0]);
  now = 9_999;
  expect(bound('busy')).toBeNull();
  now = 10_000;
  expect(several('busy', 3)).toEqual([4, 0, null]);
  now = 60_000;
  expect(bound('busy')).toBe(1);
});

/** Both middleware stacks, with their logs and a limit. */
const setup = async () => {
  vi.resetModules();
  const { httpHandler } = await import('#functions/runtime/http.ts');
  const { websocketHandler } = await import('#functions/runtime/websocket.ts');
  const { BusyError: Busy } = await import('#core/errors.ts');
  const context = { getRemainingTimeInMillis: () => 1_000 };
  const requestContext = { requestId: 'request', connectionId: 'c', http: { method: 'GET' } };
  const event = { headers: {}, rawQueryString: '', requestContext };
  const call = (error: Error) => {
    const handler = httpHandler(getHealth, async () => {
      throw error;
    });
    return handler(...([event, context] as unknown as Parameters<typeof handler>));
  };
  const connect = (error: Error) => {
    const handler = websocketHandler('$connect', async () => {
      throw error;
    });
    return handler(...([event, context] as unknown as Parameters<typeof handler>));
  };
  return { call, connect, Busy };
};

let printed: string[];
beforeEach(() => {
  printed = [];
  const collect = (chunk: string | Uint8Array): boolean => {
    printed.push(...String(chunk).trim().split('\n'));
    return true;
  };
  vi.spyOn(process.stderr, 'write').mockImplementation(collect);
  vi.spyOn(process.stdout, 'write').mockImplementation(collect);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const linesOf = (level: string) =>
  printed
    .filter((line) => line.includes(`"level":"${level}"`))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('a busy home is logged in one line without a stack, and not for every request', async () => {
  const { call, connect, Busy } = await setup();
  const cause = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  const error = new Busy('too many wait', { cause });

  const answers = await Promise.all(Array.from({ length: 3 * perKind }, () => call(error)));
  const handshake = await connect(error);

  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(3 * perKind).fill(503));
  expect(answers[0]?.headers?.['retry-after']).toBe('1');
  expect(handshake).toEqual({ statusCode: 503 });
  const lines = linesOf('WARN');
  expect(lines).toHaveLength(perKind);
  expect(lines[0]).toMatchObject({
    message: 'busy',
    route: 'GET /api/health',
    reason: 'too many wait',
    cause: 'ThrottlingException',
  });
  expect(JSON.stringify(lines)).not.toMatch(/stack|log-failure\.test/);
  expect(linesOf('ERROR')).toEqual([]);
});

test('a bug is logged with its stack, and repeated bugs do not fill the log', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { call, connect } = await setup();
  await Promise.all(Array.from({ length: 3 * perKind }, () => call(new Error('a bug'))));
  await connect(new Error('another'));
  vi.advanceTimersByTime(windowSeconds * 1_000);
  const { statusCode } = await call(new Error('a bug'));
  vi.useRealTimers();

  expect(statusCode).toBe(500);
  const lines = linesOf('ERROR');
  expect(lines).toHaveLength(perKind + 2);
  expect(JSON.stringify(lines[0])).toContain('log-failure.test');
  expect(lines.at(-2)).toMatchObject({ message: 'frame failed', route: '$connect' });
  expect(lines.at(-1)).toMatchObject({ message: 'request failed', left_out: 2 * perKind });
});
