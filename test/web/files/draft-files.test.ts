import { describe, expect, it } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import { setupDraftFiles, textFile } from '#test/web/support/draft-files-setup.ts';
import { settle } from '#test/web/support/fake-timers.ts';

const quota = () => new ApiError(429, 'too_many_uploads');

describe('pending attachments survive their page', () => {
  it('in their conversation, in the order in which they were picked', async () => {
    const { openPage } = setupDraftFiles();
    const before = await openPage();
    await before.draftFiles.add('one', [textFile('b.txt'), textFile('a.txt')]);
    await before.draftFiles.add('two', [textFile('c.txt')]);
    await before.draftFiles.add('one', [textFile('d.txt')]);
    before.close();

    const { names } = await openPage();

    expect(names('one')).toEqual(['b.txt', 'a.txt', 'd.txt']);
    expect(names('two')).toEqual(['c.txt']);
  });

  it('and uploaded ones are not uploaded again, but interrupted ones are', async () => {
    const { openPage, server, waiting } = setupDraftFiles();
    const before = await openPage();
    await before.draftFiles.add('one', [textFile('done.txt')]);
    await settle();
    server.slowDown();
    await before.draftFiles.add('one', [textFile('half.txt')]);
    await settle();
    before.close();
    expect(waiting.get('file-1')?.kept.attachmentId).toBe('attachment-1');

    const page = await openPage();
    await settle();
    expect(page.stateOf('file-1')).toBe('done');
    server.posted.at(-1)?.arrive();
    await settle();

    expect(page.stateOf('file-2')).toBe('done');
    expect(server.created).toEqual(['done.txt', 'half.txt', 'half.txt']);
  });

  it('even if one of them was refused', async () => {
    const { openPage, server } = setupDraftFiles();
    const before = await openPage();
    server.fail('create', quota);
    await before.draftFiles.add('one', [textFile('a.txt'), textFile('b.txt')]);
    await settle();
    expect(before.stateOf('file-1')).toBe('refused');
    before.close();

    server.fail('create', quota);
    const page = await openPage();
    await settle();

    expect(page.names('one')).toEqual(['a.txt', 'b.txt']);
    expect([page.stateOf('file-1'), page.stateOf('file-2')]).toEqual(['refused', 'done']);
  });

  it('unless they were removed', async () => {
    const { openPage } = setupDraftFiles();
    const before = await openPage();
    await before.draftFiles.add('one', [textFile('a.txt'), textFile('b.txt')]);
    before.draftFiles.remove('one', 'file-1');
    before.close();

    expect((await openPage()).names('one')).toEqual(['b.txt']);
  });

  it('with the setting for their original size', async () => {
    const { openPage, waiting } = setupDraftFiles();
    const photo = { fileId: 'p', filename: 'p.jpg', mime: 'image/jpeg', sizeBytes: 9_000_000 };
    const kept = { blob: new Blob(['abc']), isOriginal: true };
    const file = { ...photo, width: 6_000, height: 4_000 };
    waiting.set('p', { conversationId: 'one', file, kept, addedAt: 1 });

    const before = await openPage();
    expect(before.draftFiles.filesOf('one').isOriginal).toBe(true);
    before.draftFiles.setOriginal('one', false);
    before.close();

    expect((await openPage()).draftFiles.filesOf('one').isOriginal).toBe(false);
  });
});

describe('the tabs of a browser', () => {
  it('show the same pending attachments, and upload each file once', async () => {
    const { openPage, server } = setupDraftFiles();
    const [ada, other] = [await openPage(), await openPage()];
    server.slowDown();
    await ada.draftFiles.add('one', [textFile('a.txt')]);
    await settle();
    expect(other.names('one')).toEqual(['a.txt']);
    server.posted[0]?.arrive();
    await settle();

    expect(other.stateOf('file-1')).toBe('done');
    expect(other.uploads.stored('file-1')?.attachmentId).toBe('attachment-1');
    expect(server.created).toEqual(['a.txt']);
  });

  it('take over the upload of a tab that was closed', async () => {
    const { openPage, server } = setupDraftFiles();
    const [ada, other] = [await openPage(), await openPage()];
    server.slowDown();
    await ada.draftFiles.add('one', [textFile('a.txt')]);
    await settle();

    ada.close();
    await settle();
    server.posted.at(-1)?.arrive();
    await settle();

    expect(other.stateOf('file-1')).toBe('done');
    expect(server.created).toEqual(['a.txt', 'a.txt']);
  });

  it('remove a file that one of them has sent or removed', async () => {
    const { openPage } = setupDraftFiles();
    const [ada, other] = [await openPage(), await openPage()];
    await ada.draftFiles.add('one', [textFile('a.txt'), textFile('b.txt')]);

    other.draftFiles.remove('one', 'file-1');
    expect(ada.names('one')).toEqual(['b.txt']);
    expect(other.draftFiles.take('one')).toMatchObject([{ fileId: 'file-2' }]);

    expect(ada.names('one')).toEqual([]);
    expect(ada.draftFiles.take('one')).toEqual([]);
  });

  it('restore no file that was removed while they read the storage', async () => {
    const { openPage, waiting } = setupDraftFiles();
    const ada = await openPage();
    await ada.draftFiles.add('one', [textFile('a.txt')]);
    const other = await openPage();
    const stored = [...waiting.values()];

    ada.draftFiles.take('one');
    other.draftFiles.receive({ kind: 'waiting', files: stored });

    expect(other.names('one')).toEqual([]);
  });
});

it('a storage that never answers causes no delay', async () => {
  const never = () => new Promise<never>(() => undefined);
  const { openPage } = setupDraftFiles({ put: never, attach: never, remove: never });
  const page = await openPage();

  await page.draftFiles.add('one', [textFile('a.txt'), textFile('b.txt')]);
  await settle();
  page.draftFiles.remove('one', 'file-2');

  expect(page.stateOf('file-1')).toBe('done');
  expect(page.draftFiles.take('one')).toMatchObject([{ filename: 'a.txt' }]);
});

it('files that were picked during a sign-out are not persisted', async () => {
  const { openPage, waiting } = setupDraftFiles();
  const { draftFiles } = await openPage();
  const adding = draftFiles.add('one', [textFile('a.txt')]);

  draftFiles.stop();

  expect(await adding).toBe(false);
  expect(waiting.size).toBe(0);
});
