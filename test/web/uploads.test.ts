import { describe, expect, it } from 'vitest';
import { ApiError } from '../../web/src/lib/api-error.ts';
import { createFakeChannels } from './support/fake-tabs.ts';
import { createFakeTimers, settle } from './support/fake-timers.ts';
import { noAnswer } from './support/outbox-setup.ts';
import { aFile, createUploadServer, kept, openUploads } from './support/uploads-setup.ts';

const setup = () => {
  const clock = createFakeTimers();
  const channels = createFakeChannels();
  const server = createUploadServer();
  const openPage = () => {
    const uploads = openUploads(server, channels.openBus(), clock.timers);
    return {
      uploads,
      state: (name: string) => uploads.states.getState().states[`file-${name}`],
    };
  };
  return { clock, server, openPage, ...openPage() };
};
const never = new AbortController().signal;
const nothingKept = async () => undefined;
const refusedAs = (refusal: string) => ({ kind: 'refused', refusal });

describe('a file that was picked', () => {
  it('uploads at once, and tells how far it is', async () => {
    const { uploads, server, state } = setup();
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

  it('goes up with at most two others at a time', async () => {
    const { uploads, server } = setup();
    server.slowDown();
    for (const name of ['a', 'b', 'c', 'd', 'e']) uploads.begin(aFile(name), kept());
    await settle();
    expect(server.created).toEqual(['a', 'b', 'c']);

    uploads.forget(['file-d']);
    server.posted[1]?.arrive();
    await settle();

    expect(server.created).toEqual(['a', 'b', 'c', 'e']);
  });

  it('waits without a connection, tries again with growing pauses, and at once when it is back', async () => {
    const { uploads, server, state, clock } = setup();
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

  it('is not uploaded again when only the word that it is there got lost', async () => {
    const { uploads, server, state, clock } = setup();
    server.fail('complete', noAnswer, noAnswer);

    uploads.begin(aFile('a'), kept());
    await clock.advance(60_000);

    expect(state('a')).toEqual({ kind: 'done' });
    expect(server.posted).toHaveLength(1);
  });

  it('gets a new form when the first one has expired, but not for ever', async () => {
    const { uploads, server, state } = setup();
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
    const { uploads, server, state, clock } = setup();
    server.fail(step, () => error);

    uploads.begin(aFile('a'), kept());
    await clock.advance(60 * 60_000);

    expect(state('a')).toEqual(refusedAs(refusal));
    expect(server.asked.length).toBeLessThan(3);
  });

  it('goes up anew when it is tried again after a refusal', async () => {
    const { uploads, server, state } = setup();
    server.fail('complete', () => new ApiError(422, 'invalid_upload'));
    uploads.begin(aFile('a'), kept());
    await settle();

    uploads.restart('file-a');
    await settle();

    expect(state('a')).toEqual({ kind: 'done' });
    expect(server.posted).toHaveLength(2);
  });

  it('is stopped when it is taken back', async () => {
    const { uploads, server, state, clock } = setup();
    server.slowDown();
    uploads.begin(aFile('a'), kept());
    await settle();

    uploads.forget(['file-a']);
    await clock.advance(60_000);

    expect(server.posted[0]?.signal.aborted).toBe(true);
    expect(server.posted).toHaveLength(1);
    expect(state('a')).toBeUndefined();
  });
});

describe('a message that is sent off', () => {
  it('joins the upload that is under way', async () => {
    const { uploads, server } = setup();
    server.slowDown();
    uploads.begin(aFile('a'), kept());
    await settle();

    expect(uploads.handOver(['file-a'], true).get('file-a')?.attachmentId).toBeUndefined();
    const attachment = uploads.attachmentOf(aFile('a'), nothingKept, never);
    server.posted[0]?.arrive();

    expect(await attachment).toBe('attachment-1');
    expect(server.posted).toHaveLength(1);
  });

  it('takes with it what is there already', async () => {
    const { uploads, server } = setup();
    uploads.begin(aFile('a'), kept());
    await settle();

    expect(uploads.handOver(['file-a'], true).get('file-a')).toMatchObject({
      attachmentId: 'attachment-1',
    });
    await uploads.attachmentOf(aFile('a'), nothingKept, never);

    expect(server.created).toEqual(['a']);
  });

  it('is tried once by its outbox, which says when again', async () => {
    const { uploads, server, clock } = setup();
    server.fail('create', noAnswer, noAnswer);

    const read = async () => kept();
    await expect(uploads.attachmentOf(aFile('a'), read, never)).rejects.toThrow('network');
    await clock.advance(60_000);
    expect(server.asked).toHaveLength(1);

    await expect(uploads.attachmentOf(aFile('a'), read, never)).rejects.toThrow('network');
    expect(await uploads.attachmentOf(aFile('a'), read, never)).toBe('attachment-1');
  });

  it('needs no upload of what an earlier page has uploaded', async () => {
    const { uploads, server } = setup();

    const read = async () => kept({ attachmentId: 'from before' });

    expect(await uploads.attachmentOf(aFile('a'), read, never)).toBe('from before');
    expect(server.asked).toEqual([]);
  });

  it('cannot do without a file that nobody kept', async () => {
    const { uploads } = setup();
    const lost = uploads.attachmentOf(aFile('a'), nothingKept, never);
    await expect(lost).rejects.toMatchObject({ refusal: 'lost' });
  });

  it('uploads again what the server has no more', async () => {
    const { uploads } = setup();
    const read = async () => kept({ attachmentId: 'swept away' });
    await uploads.attachmentOf(aFile('a'), read, never);

    uploads.renew('file-a');

    expect(await uploads.attachmentOf(aFile('a'), read, never)).toBe('attachment-1');
  });

  it('leaves its uploads to the page that sends for its browser', async () => {
    const { uploads, server, openPage } = setup();
    const other = openPage();
    server.slowDown();
    uploads.begin(aFile('a'), kept());
    await settle();

    const taken = uploads.handOver(['file-a'], false).get('file-a');
    const attachment = other.uploads.attachmentOf(aFile('a'), async () => taken, never);
    await settle();
    expect(server.posted.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    server.posted[1]?.arrive();

    expect(await attachment).toBe('attachment-2');
  });

  it('stops with the lead of its page', async () => {
    const { uploads, server } = setup();
    server.slowDown();
    const leading = new AbortController();
    const attachment = uploads.attachmentOf(aFile('a'), async () => kept(), leading.signal);
    await settle();

    leading.abort();

    await expect(attachment).rejects.toThrow();
    expect(server.posted[0]?.signal.aborted).toBe(true);
  });
});

it('the pages of a browser see how far a file is', async () => {
  const { uploads, server, openPage } = setup();
  const other = openPage();
  server.slowDown();
  uploads.begin(aFile('a'), kept());
  await settle();

  server.posted[0]?.onShare(0.4);
  expect(other.state('a')).toEqual({ kind: 'uploading', share: 0.4 });
  server.posted[0]?.arrive();
  await settle();

  expect(other.state('a')).toEqual({ kind: 'done' });
});

it('pictures of a sent message go on showing from this browser', async () => {
  const { uploads } = setup();
  uploads.begin(aFile('a', { mime: 'image/png' }), kept());
  await settle();
  const url = uploads.previews.getState().urls['file-a'];

  uploads.sent([aFile('a')], [{ id: 'attachment-1' }]);

  expect(url).toMatch(/^blob:/);
  expect(uploads.previews.getState().urls).toEqual({ 'attachment-1': url });
});
