import { describe, expect, it, vi } from 'vitest';
import { assumptions } from '#scripts/bench/prices.ts';

vi.resetModules();
vi.stubEnv('METRICS_STAGE', 'production');
const { accessLog } = await import('#functions/runtime/http.ts');
const { websocketHandler } = await import('#functions/runtime/websocket.ts');
vi.unstubAllEnvs();
vi.resetModules();

const requestId = 'JKJaXmPLvHcESHA=';

/** The lines that a piece of work logs. */
const linesOf = async (work: () => unknown): Promise<string[]> => {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    lines.push(...String(chunk).split('\n').filter(Boolean));
    return true;
  });
  await work();
  write.mockRestore();
  return lines;
};

const request = (route: string, statusCode: number) => () => {
  const { requestStart, requestEnd } = accessLog(route);
  const made = { event: { requestContext: { requestId } }, response: { statusCode } } as never;
  requestStart(made);
  requestEnd(made);
};
const frame = (route: string, handle: () => Promise<number | undefined>) => () =>
  websocketHandler(route, handle)(
    { requestContext: { requestId, connectionId: 'L0SM9cOFvHcCIhw=' } } as never,
    {} as never,
  );

describe('a log line', () => {
  it.each([
    ['of a send', request('POST /api/conversations/{id}/messages', 201), assumptions.logBytes.send],
    [
      'of another call',
      request('POST /api/conversations/{id}/read', 200),
      assumptions.logBytes.call,
    ],
    ['of a handshake', frame('$connect', async () => 200), assumptions.logBytes.handshake],
  ])('of %s has at most the bytes that the cost model bills', async (_, work, bytes) => {
    const [line = '', ...more] = await linesOf(work);

    expect(more).toEqual([]);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(bytes);
    expect(Buffer.byteLength(line)).toBeGreaterThan(bytes * 0.8);
  });

  it.each(['ping', 'typing'])(
    'is omitted for a successful %s, but not for other frames',
    async (route) => {
      expect(await linesOf(frame(route, async () => undefined))).toEqual([]);

      const [line = '{}'] = await linesOf(frame(route, async () => 503));
      expect(JSON.parse(line)).toMatchObject({ message: 'frame', route, status: 503 });
    },
  );
});
