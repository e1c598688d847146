import { describe, expect, it } from 'vitest';
import { settle } from '#test/web/support/fake-timers.ts';
import { noAnswer } from '#test/web/support/outbox-setup.ts';
import { aFile, kept, setupUploads } from '#test/web/support/uploads-setup.ts';

const never = new AbortController().signal;
const nothingPersisted = async () => undefined;

describe('a message with files', () => {
  it('waits for the upload in progress', async () => {
    const { uploads, server } = setupUploads();
    server.slowDown();
    uploads.begin(aFile('a'), kept());
    await settle();

    expect(uploads.handOver(['file-a'], true).get('file-a')?.attachmentId).toBeUndefined();
    const attachment = uploads.attachmentOf(aFile('a'), nothingPersisted, never);
    server.posted[0]?.arrive();

    expect(await attachment).toBe('attachment-1');
    expect(server.posted).toHaveLength(1);
  });

  it('uses files that are already uploaded', async () => {
    const { uploads, server } = setupUploads();
    uploads.begin(aFile('a'), kept());
    await settle();

    expect(uploads.handOver(['file-a'], true).get('file-a')).toMatchObject({
      attachmentId: 'attachment-1',
    });
    await uploads.attachmentOf(aFile('a'), nothingPersisted, never);

    expect(server.created).toEqual(['a']);
  });

  it('is tried once by its outbox, which decides about the next attempt', async () => {
    const { uploads, server, clock } = setupUploads();
    server.fail('create', noAnswer, noAnswer);

    const read = async () => kept();
    await expect(uploads.attachmentOf(aFile('a'), read, never)).rejects.toThrow('network');
    await clock.advance(60_000);
    expect(server.asked).toHaveLength(1);

    await expect(uploads.attachmentOf(aFile('a'), read, never)).rejects.toThrow('network');
    expect(await uploads.attachmentOf(aFile('a'), read, never)).toBe('attachment-1');
  });

  it('uploads nothing that an earlier page has uploaded', async () => {
    const { uploads, server } = setupUploads();

    const read = async () => kept({ attachmentId: 'from before' });

    expect(await uploads.attachmentOf(aFile('a'), read, never)).toBe('from before');
    expect(server.asked).toEqual([]);
  });

  it('fails if a file was not stored', async () => {
    const { uploads } = setupUploads();
    const lost = uploads.attachmentOf(aFile('a'), nothingPersisted, never);
    await expect(lost).rejects.toMatchObject({ refusal: 'lost' });
  });

  it('uploads a file again that the server no longer has', async () => {
    const { uploads } = setupUploads();
    const read = async () => kept({ attachmentId: 'swept away' });
    await uploads.attachmentOf(aFile('a'), read, never);

    uploads.renew('file-a');

    expect(await uploads.attachmentOf(aFile('a'), read, never)).toBe('attachment-1');
  });

  it('leaves its uploads to the leader tab', async () => {
    const { uploads, server, openPage } = setupUploads();
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

  it('stops when its tab is no longer the leader', async () => {
    const { uploads, server } = setupUploads();
    server.slowDown();
    const leading = new AbortController();
    const attachment = uploads.attachmentOf(aFile('a'), async () => kept(), leading.signal);
    await settle();

    leading.abort();

    await expect(attachment).rejects.toThrow();
    expect(server.posted[0]?.signal.aborted).toBe(true);
  });
});

it('all tabs of a browser show the progress of a file', async () => {
  const { uploads, server, openPage } = setupUploads();
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

it('pictures of a sent message are still shown from the local copy', async () => {
  const { uploads } = setupUploads();
  uploads.begin(aFile('a', { mime: 'image/png' }), kept());
  await settle();
  const url = uploads.previews.getState().urls['file-a'];

  uploads.sent([aFile('a')], [{ id: 'attachment-1' }]);

  expect(url).toMatch(/^blob:/);
  expect(uploads.previews.getState().urls).toEqual({ 'attachment-1': url });
});
