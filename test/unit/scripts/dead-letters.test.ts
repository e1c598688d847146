import type { _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import { describe, expect, it } from 'vitest';
import type { StoredFile } from '#core/domain/attachment.ts';
import { idOf, type Letter } from '#scripts/dead-letters/letter.ts';
import { listLetters } from '#scripts/dead-letters/list.ts';
import type { DeadLetterPorts } from '#scripts/dead-letters/ports.ts';
import { replayLetters } from '#scripts/dead-letters/replay.ts';
import { at, file, letter } from '../../support/letters.ts';

const isShown = new AbortController().signal;

/** Queues, a stream and a function in memory. */
const setup = ({
  letters,
  stream = {},
  left = [],
  broken = [],
}: {
  letters: Letter[];
  stream?: Record<string, StreamRecord[]>;
  left?: StoredFile[];
  broken?: string[];
}) => {
  const queue = new Set(letters);
  const invoked: string[] = [];
  const released: string[] = [];
  const lines: string[] = [];
  const faults = new Set(broken);
  const ports: DeadLetterPorts = {
    receive: async () => ({
      letters: [...queue],
      others: [{ queueUrl: 'https://sqs/letters', receiptHandle: 'a note' }],
    }),
    release: async (places) => void released.push(...places.map((place) => place.receiptHandle)),
    remove: async (one) => void queue.delete(one),
    records: async ({ first }) => stream[first] ?? null,
    leftFiles: async function* () {
      yield* left;
    },
    isOurs: async (name) => name === 'parley-dev-data-RemoveBytes',
    invoke: async (_name, record) => {
      invoked.push(idOf(record));
      return faults.has(idOf(record)) ? 'AccessDenied: no' : null;
    },
    reasons: async () => ['AccessDenied: not authorized to perform: s3:DeleteObject'],
  };
  const print = (line: string) => void lines.push(line);
  return { ports, queue, invoked, released, lines, faults, print };
};

describe('the list of dead letters', () => {
  it('shows how many, since when, which and why, and leaves none hidden', async () => {
    const two = [letter('1', '2', 2), letter('9')];
    const { ports, released, queue } = setup({ letters: two, stream: { 1: [at(1), at(2)] } });

    const { count, lines } = await listLetters(ports, Date.parse('2026-11-14T01:13:19Z'));

    expect(count).toBe(2);
    const text = lines.join('\n');
    expect(text).toContain('2 dead letters, the oldest since 2026-11-13T22:13:19.000Z');
    expect(text).toContain('(3 h)');
    expect(text).toContain('att/a1, att/a2');
    expect(text).toContain('1, no longer in the stream (24 hours)');
    expect(text).toContain('RetryAttemptsExhausted after 11 invocations');
    expect(text).toContain('not authorized to perform: s3:DeleteObject');
    expect(text).toContain('1 message that Lambda did not write');
    expect(released).toEqual(['receipt-1', 'receipt-9', 'a note']);
    expect(queue.size).toBe(2);
  });

  it('prints ids of records only: no owner and no file name', async () => {
    const record = at(1);
    const image = { ...record.dynamodb.OldImage, f: { S: 'payslip.pdf' } };
    const stream = { 1: [{ ...record, dynamodb: { ...record.dynamodb, OldImage: image } }] };
    const { ports, lines, print } = setup({ letters: [letter('1')], stream });

    const listed = await listLetters(ports);
    await replayLetters(ports, { print, signal: isShown });

    const text = [...listed.lines, ...lines].join('\n');
    expect(text).toContain('a1');
    expect(text).not.toMatch(/owner-1|payslip/);
  });
});

describe('replaying dead letters', () => {
  it('removes each letter whose records have all succeeded, and keeps the others', async () => {
    const letters = [letter('1', '2', 2), letter('3', '4', 2)];
    const stream = { 1: [at(1), at(2)], 3: [at(3), at(4)] };
    const { ports, queue, released, lines, print, faults } = setup({
      letters,
      stream,
      broken: ['a3'],
    });

    const first = await replayLetters(ports, { print, signal: isShown });

    expect(first).toEqual({ done: 3, failed: 1, removed: 1, kept: 1 });
    expect([...queue]).toEqual([letters[1]]);
    expect(released).toEqual(['receipt-3', 'a note']);
    expect(lines).toContain('FAIL a3: AccessDenied: no');
    expect(lines).toContain('-- letter 2 of 2');

    faults.clear();
    const again = await replayLetters(ports, { print, signal: isShown });

    expect(again).toEqual({ done: 2, failed: 0, removed: 1, kept: 0 });
    expect(queue.size).toBe(0);
  });

  it('finds in the table what the stream has trimmed', async () => {
    const letters = [letter('1'), letter('2')];
    const { ports, queue, invoked, print } = setup({ letters, left: [file('b1'), file('b2')] });

    const replayed = await replayLetters(ports, { print, signal: isShown });

    expect(invoked).toEqual(['b1', 'b2']);
    expect(replayed).toEqual({ done: 2, failed: 0, removed: 2, kept: 0 });
    expect(queue.size).toBe(0);
  });

  it('keeps all letters without records as long as one file of the table fails', async () => {
    const letters = [letter('1'), letter('2')];
    const left = [file('b1'), file('b2')];
    const { ports, queue, invoked, print } = setup({ letters, left, broken: ['b1'] });

    await replayLetters(ports, { print, signal: isShown });

    expect(invoked).toEqual(['b1', 'b2']);
    expect(queue.size).toBe(2);
  });

  it('loses nothing when it is interrupted, between records and between letters', async () => {
    const letters = [letter('1', '2', 2), letter('3')];
    const stream = { 1: [at(1), at(2)], 3: [at(3)] };
    const { ports, queue, invoked, released, print } = setup({ letters, stream });
    const stop = new AbortController();
    const invoke: DeadLetterPorts['invoke'] = (...args) => {
      stop.abort();
      return ports.invoke(...args);
    };

    await replayLetters({ ...ports, invoke }, { print, signal: stop.signal });

    expect(invoked).toEqual(['a1']);
    expect(queue.size).toBe(2);
    expect(released).toEqual(['receipt-1', 'receipt-3', 'a note']);
  });

  it('makes the letters visible again after an error of AWS', async () => {
    const { ports, queue, released, print } = setup({
      letters: [letter('1')],
      stream: { 1: [at(1)] },
    });
    const remove = async () => {
      throw new Error('AccessDenied');
    };

    await expect(replayLetters({ ...ports, remove }, { print, signal: isShown })).rejects.toThrow(
      'AccessDenied',
    );

    expect(released).toEqual(['receipt-1', 'a note']);
    expect(queue.size).toBe(1);
  });

  it('invokes no function of another stage', async () => {
    const foreign = { ...letter('1'), functionName: 'somebody-elses' };
    const { ports, queue, invoked, print } = setup({ letters: [foreign], stream: { 1: [at(1)] } });

    await replayLetters(ports, { print, signal: isShown });

    expect(invoked).toEqual([]);
    expect(queue.size).toBe(1);
  });
});
