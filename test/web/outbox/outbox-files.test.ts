import { describe, expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import { CONVERSATION } from '#test/web/support/builders.ts';
import { settle } from '#test/web/support/fake-timers.ts';
import { setup } from '#test/web/support/outbox-files-setup.ts';
import { noAnswer } from '#test/web/support/outbox-setup.ts';

it('files are uploaded first, then sent with their message, in the order picked', async () => {
  const { openPage, sends, storage } = setup();
  const { send, items } = await openPage();

  await send('Look', 'a', 'b');
  await settle();

  expect(sends).toMatchObject([
    { content: 'Look', attachment_ids: ['attachment-1', 'attachment-2'] },
  ]);
  expect(items()).toEqual([]);
  expect(storage.files.size).toBe(0);
});

it('a message with files only has no text', async () => {
  const { openPage, sends } = setup();
  const { send } = await openPage();

  await send('', 'a');
  await settle();

  expect(sends).toEqual([{ client_id: 'file-a', attachment_ids: ['attachment-1'] }]);
});

it('a later message waits for the files before it', async () => {
  const { openPage, sends, server } = setup();
  const { send, outbox } = await openPage();
  server.slowDown();

  await send('first', 'a');
  await outbox.enqueue(CONVERSATION, { content: 'second' });
  await settle();
  expect(sends).toEqual([]);
  server.posted[0]?.arrive();
  await settle();

  expect(sends.map(({ content }) => content)).toEqual(['first', 'second']);
});

it('a message waits for the script that sends files while the server is unreachable', async () => {
  const { openPage, sends, clock, missingParts } = setup();
  missingParts.push(new TypeError('Failed to fetch dynamically imported module'));
  const { send, items } = await openPage();

  await send('Look', 'a');
  await settle();
  expect(items()).toMatchObject([{ state: 'queued' }]);
  await clock.advance(1_000);

  expect(sends).toMatchObject([{ content: 'Look', attachment_ids: ['attachment-1'] }]);
  expect(items()).toEqual([]);
});

it('a page that closes during an upload leaves its files to the next one', async () => {
  const { openPage, sends, server, storage } = setup();
  const before = await openPage();
  server.slowDown();
  await before.send('Look', 'a', 'b');
  await settle();
  server.posted[0]?.arrive();
  await settle();
  before.close();
  expect([...storage.files.keys()]).toEqual(['file-a/file-a', 'file-a/file-b']);

  await openPage();
  await settle();
  expect(server.created).toEqual(['a', 'b', 'b']);
  server.posted[2]?.arrive();
  await settle();

  expect(sends).toMatchObject([{ attachment_ids: ['attachment-1', 'attachment-3'] }]);
  expect(storage.files.size).toBe(0);
});

it('a send without a response is repeated unchanged, also by the next page', async () => {
  const { openPage, sends, refusals, clock, server } = setup();
  const before = await openPage();
  refusals.push(noAnswer, noAnswer);
  await before.send('Look', 'a');
  await clock.advance(600);
  before.close();

  await openPage();
  await settle();

  expect(sends).toHaveLength(3);
  for (const sent of sends) expect(sent).toEqual(sends[0]);
  expect(server.created).toEqual(['a']);
});

it('a message that another tab has sent with its own uploads counts as delivered, not refused', async () => {
  const { openPage, sends, refusals, there, storage } = setup();
  const { send, outbox, items } = await openPage();
  refusals.push(() => new ApiError(409, 'client_id_reused'));

  await send('Look', 'a');
  await outbox.enqueue(CONVERSATION, { content: 'next' });
  await settle();

  expect(there).toEqual(['file-a']);
  expect(items()).toEqual([]);
  expect(storage.files.size).toBe(0);
  expect(sends.map(({ content }) => content)).toEqual(['Look', 'next']);
});

describe('attachments that the server has deleted', () => {
  const invalid = () => new ApiError(422, 'invalid_attachment');

  it('are uploaded again', async () => {
    const { openPage, sends, refusals, items } = await setupSwept();
    refusals.push(invalid);
    await openPage();
    await settle();
    await settle();

    expect(sends.map(({ attachment_ids }) => attachment_ids)).toEqual([
      ['attachment-1'],
      ['attachment-2'],
    ]);
    expect(items.size).toBe(0);
  });

  it('are uploaded again once: a second refusal is final', async () => {
    const { openPage, sends, refusals } = await setupSwept();
    refusals.push(invalid, invalid);
    const { items } = await openPage();
    await settle();
    await settle();

    expect(sends).toHaveLength(2);
    expect(items()).toMatchObject([{ state: 'failed', refusal: 'unlike' }]);
  });

  /** A message whose file was uploaded by an earlier page. */
  const setupSwept = async () => {
    const all = setup();
    const before = await all.openPage();
    all.refusals.push(noAnswer);
    await before.send('Look', 'a');
    await settle();
    before.close();
    all.sends.length = 0;
    return { ...all, items: all.storage.items };
  };
});

describe('a refused file', () => {
  const tooMany = () => new ApiError(429, 'too_many_uploads');

  it.each([
    ['quota', tooMany],
    ['full', () => new ApiError(409, 'storage_full')],
  ] as const)(
    'fails its message (%s), and does not delay the next one',
    async (refusal, refused) => {
      const { openPage, sends, server, storage } = setup();
      const { send, outbox, items } = await openPage();
      server.fail('create', refused);

      await send('Look', 'a');
      await outbox.enqueue(CONVERSATION, { content: 'next' });
      await settle();

      expect(items()).toMatchObject([{ content: 'Look', state: 'failed', refusal }]);
      expect(sends.map(({ content }) => content)).toEqual(['next']);
      expect([...storage.items.values()]).toMatchObject([{ state: 'failed', refusal }]);
    },
  );

  it('can be retried', async () => {
    const { openPage, sends, server, items } = await setupRefused();
    server.fail('create');
    openPage.outbox.retry('file-a');
    expect(items()[0]?.refusal).toBeUndefined();
    await settle();

    expect(sends).toMatchObject([{ content: 'Look', attachment_ids: ['attachment-1'] }]);
  });

  it('is discarded with its message', async () => {
    const { openPage, storage, items } = await setupRefused();
    openPage.outbox.discard('file-a');
    await settle();

    expect(items()).toEqual([]);
    expect(storage.files.size).toBe(0);
  });

  const setupRefused = async () => {
    const all = setup();
    const page = await all.openPage();
    all.server.fail('create', tooMany);
    await page.send('Look', 'a');
    await settle();
    return { ...all, openPage: page, items: page.items };
  };
});

it('a message that is discarded during its upload stops, and the next one is sent', async () => {
  const { openPage, sends, server } = setup();
  const { send, outbox } = await openPage();
  server.slowDown();
  await send('Look', 'a');
  await outbox.enqueue(CONVERSATION, { content: 'next' });
  await settle();

  outbox.discard('file-a');
  await settle();

  expect(server.posted[0]?.signal.aborted).toBe(true);
  expect(sends.map(({ content }) => content)).toEqual(['next']);
});

it('the same files are one message, also when two tabs send them at the same time', async () => {
  const { openPage, sends } = setup();
  const [ada, other] = [await openPage(), await openPage()];

  await Promise.all([ada.send('Look', 'a'), other.send('Look', 'a')]);
  await settle();

  expect(new Set(sends.map(({ client_id }) => client_id)).size).toBe(1);
  expect(ada.items()).toEqual([]);
  expect(other.items()).toEqual([]);
});
