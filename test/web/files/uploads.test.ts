import { describe, expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import { settle } from '#test/web/support/fake-timers.ts';
import { noAnswer } from '#test/web/support/outbox-setup.ts';
import { aFile, kept, setupUploads } from '#test/web/support/uploads-setup.ts';

const refusedAs = (refusal: string) => ({ kind: 'refused', refusal });

describe('a picked file', () => {
  it('is uploaded at once, and reports progress', async () => {
    const { uploads, server, state } = setupUploads();
    server.slowDown();

    uploads.begin(aFile('a'), kept());
    expect(state('a')).toEqual({ kind: 'preparing' });
    await settle();
    server.posted[0]?.onShare(0.5);
    expect(state('a')).toEqual({ kind: 'uploading', share: 0.5 });
    server.posted[0]?.arrive();
    await settle();

    expect(state('a')).toEqual({ kind: 'done' });
    expect(server.asked[0]?.input.body).toEqual({
      filename: 'a',
      mime: 'text/plain',
      size_bytes: 3,
    });
    expect(server.keys()).toEqual(['POST /api/attachments', 'POST /api/attachments/{id}/complete']);
  });

  it('is uploaded with at most two others at a time', async () => {
    const { uploads, server } = setupUploads();
    server.slowDown();
    for (const name of ['a', 'b', 'c', 'd', 'e']) uploads.begin(aFile(name), kept());
    await settle();
    expect(server.created).toEqual(['a', 'b', 'c']);

    uploads.remove(['file-d']);
    server.posted[1]?.arrive();
    await settle();

    expect(server.created).toEqual(['a', 'b', 'c', 'e']);
  });

  it('waits without a connection, retries with growing pauses, and at once when it is back', async () => {
    const { uploads, server, state, clock } = setupUploads();
    server.fail('create', ...Array.from({ length: 8 }, () => noAnswer));
    uploads.begin(aFile('a'), kept());
    await settle();
    expect(state('a')).toEqual({ kind: 'waiting' });

    await clock.advance(500 + 1_000 + 2_000);
    expect(server.asked).toHaveLength(4);
    uploads.resume();
    await settle();
    expect(server.asked).toHaveLength(5);
    await clock.advance(10 * 60_000);

    expect(state('a')).toEqual({ kind: 'done' });
  });

  it('is not uploaded again if only the response was lost', async () => {
    const { uploads, server, state, clock } = setupUploads();
    server.fail('complete', noAnswer, noAnswer);

    uploads.begin(aFile('a'), kept());
    await clock.advance(60_000);

    expect(state('a')).toEqual({ kind: 'done' });
    expect(server.posted).toHaveLength(1);
  });

  it('gets a new form when the first one has expired, a limited number of times', async () => {
    const { uploads, server, state } = setupUploads();
    const expired = () => new ApiError(403, 'gateway');
    server.fail('post', expired);
    uploads.begin(aFile('a'), kept());
    await settle();
    expect(state('a')).toEqual({ kind: 'done' });

    server.fail('post', expired, expired);
    uploads.begin(aFile('b'), kept());
    await settle();

    expect(state('b')).toEqual(refusedAs('unlike'));
  });

  it.each([
    ['create', new ApiError(429, 'too_many_uploads', { retryAfterSeconds: 9 }), 'quota'],
    ['create', new ApiError(409, 'storage_full'), 'full'],
    ['create', new ApiError(422, 'validation_failed'), 'type'],
    [
      'create',
      new ApiError(422, 'validation_failed', {
        fields: [{ path: 'body.size_bytes', message: 'Too big' }],
      }),
      'too_big',
    ],
    ['complete', new ApiError(422, 'invalid_upload'), 'unlike'],
  ] as const)('that %s refuses with %s is refused as %s', async (step, error, refusal) => {
    const { uploads, server, state, clock } = setupUploads();
    server.fail(step, () => error);

    uploads.begin(aFile('a'), kept());
    await clock.advance(60 * 60_000);

    expect(state('a')).toEqual(refusedAs(refusal));
    expect(server.asked.length).toBeLessThan(3);
  });

  it('is uploaded again when the user retries after a refusal', async () => {
    const { uploads, server, state } = setupUploads();
    server.fail('complete', () => new ApiError(422, 'invalid_upload'));
    uploads.begin(aFile('a'), kept());
    await settle();

    uploads.restart('file-a');
    await settle();

    expect(state('a')).toEqual({ kind: 'done' });
    expect(server.posted).toHaveLength(2);
  });

  it('is aborted when it is removed', async () => {
    const { uploads, server, state, clock } = setupUploads();
    server.slowDown();
    uploads.begin(aFile('a'), kept());
    await settle();

    uploads.remove(['file-a']);
    await clock.advance(60_000);

    expect(server.posted[0]?.signal.aborted).toBe(true);
    expect(server.posted).toHaveLength(1);
    expect(state('a')).toBeUndefined();
  });
});
