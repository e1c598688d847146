import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refreshCookie } from '#contracts/http/tokens.ts';
import type { Secret } from '../support/documents/record.ts';
import { lacks } from '../support/endpoint.ts';
import { findLeaks, readLogs, readSecrets } from './leaks.ts';

const minute = 60_000;

/** The whole e2e suite, with every server at log level debug. */
const recordRun = (record: string): Promise<number | null> =>
  new Promise((resolve) => {
    const child = spawn('vitest', ['run', '--project=e2e', '--project=e2e-local'], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, PARLEY_RECORD: record },
    });
    child.once('exit', resolve);
  });

describe('the search', () => {
  const log = (value: unknown) =>
    `{"level":"INFO","message":"request"}\n{"level":"INFO","message":${JSON.stringify(value)}}\n{}`;

  test.each<Secret>([
    { kind: 'password', value: 'Correct-Horse-1' },
    { kind: 'token', value: 'eyJhbGciOiJFUzI1NiJ9.eyJ1c2VybmFtZSI6IjEifQ.c2lnbmF0dXJl' },
    { kind: 'e-mail', value: 'ada+parley@example.org' },
    { kind: 'text', value: 'She said "hello"\nand left\\ 🎈' },
  ])('finds a $kind, in whatever form it is logged', (secret) => {
    const { kind, value } = secret;
    const logged = [
      value,
      `/ws?token=${encodeURIComponent(value)}`,
      JSON.stringify({ text: value }),
    ];

    for (const one of logged) {
      expect(findLeaks(log(one), [secret])).toEqual([expect.stringMatching(`^${kind}: .*INFO`)]);
    }
    expect(findLeaks(`${value}\n`, [secret]).length).toBe(1);
    expect(findLeaks(log('nothing of it'), [secret])).toEqual([]);
  });
});

describe('the log of the servers during an e2e run', () => {
  const given = process.env['PARLEY_RECORD'];
  const own = mkdtempSync(join(tmpdir(), 'parley-record-'));
  const record = given ?? own;
  let log: string;
  let secrets: Secret[];

  beforeAll(async () => {
    if (!existsSync(join(record, 'secrets'))) await recordRun(record);
    [log, secrets] = [readLogs(record), readSecrets(record)];
  }, 30 * minute);
  afterAll(() => rmSync(own, { recursive: true }));

  test('has requests, whose secrets of every kind are known', () => {
    const kinds = new Set(secrets.map(({ kind }) => kind));
    const cookie = lacks('request-cookies') ? [] : ['cookie'];
    const expected = ['token', 'refresh token', 'ticket', ...cookie];

    expect(log.match(/"message":"request"/g)?.length).toBeGreaterThan(500);
    expect(secrets.length).toBeGreaterThan(500);
    expect([...kinds]).toEqual(
      expect.arrayContaining([...expected, 'password', 'e-mail', 'name', 'text', 'file name']),
    );
  });

  test.skipIf(lacks('socket-logs'))('has frames too', () => {
    expect(log.match(/"message":"frame"/g)?.length).toBeGreaterThan(50);
  });

  test('has none of the secrets', { timeout: 5 * minute }, () => {
    expect(findLeaks(log, secrets)).toEqual([]);
  });

  test('has nothing that looks like a secret either', () => {
    const shapes = [
      /eyJ[\w-]{8,}\.[\w-]{8,}/,
      /\bBearer /i,
      new RegExp(`${refreshCookie.http.name}=`),
      /[?&](ticket|token)=/,
      /\S+@example\.org/,
      /"(body|headers|authorization|cookie|password)":/i,
    ];
    const lines = log.split('\n');
    expect(shapes.flatMap((shape) => lines.filter((line) => shape.test(line)))).toEqual([]);
  });
});
