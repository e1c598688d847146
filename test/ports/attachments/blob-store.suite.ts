import { randomUUID } from 'node:crypto';
import { parse } from 'content-disposition';
import { describe, expect, it } from 'vitest';
import { pendingKey, storedKey } from '#core/domain/attachment.ts';
import { hasCapability } from '#test/support/capabilities.ts';
import { type BlobRule, download, type OpenBlobs, upload } from '#test/support/ports/blobs.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const dispositionOf = ({ headers }: Response) => parse(headers.get('content-disposition') ?? '');
const soon = (): number => Date.now() + 60_000;

/** The contract of every `BlobStore`; `lacking`: rules that the endpoint does not enforce. */
export const describeBlobStore = (
  name: string,
  open: OpenBlobs,
  lacking: readonly BlobRule[] = [],
): void => {
  const lacks = (rule: BlobRule): boolean =>
    !hasCapability(
      `BlobStore ${name}: ${rule}`,
      lacking.includes(rule) ? 'this endpoint does not enforce it' : null,
    );

  describe(`BlobStore: ${name}`, () => {
    const setup = async (content = 'Hello, Bob') => {
      const home = await open();
      const id = randomUUID();
      const [pending, stored] = [pendingKey(id), storedKey(id)];
      const file = bytes(content);
      const sign = (expiresAt = soon()) =>
        home.blobs.signUpload({
          key: pending,
          mime: 'text/plain',
          sizeBytes: file.length,
          expiresAt,
        });
      const signDownload = (key: string, more: { isInline?: boolean; expiresAt?: number } = {}) =>
        home.blobs.signDownload({
          key,
          filename: 'notes.txt',
          mime: 'text/plain',
          isInline: false,
          expiresAt: soon(),
          ...more,
        });
      return { home, ...home, id, pending, stored, file, sign, signDownload };
    };

    it('duplicates checked bytes; nothing without them', async () => {
      const { blobs, stored, file } = await setup();
      const copy = { from: stored, to: storedKey(randomUUID()), mime: 'text/plain' };

      expect(await blobs.duplicate(copy)).toBe(false);
      await blobs.write(stored, file, 'text/plain');
      expect(await blobs.duplicate(copy)).toBe(true);
      const read = await blobs.read(copy.to);
      expect(Buffer.from(read?.bytes ?? [])).toEqual(Buffer.from(file));
    });

    it('accepts the file that the form was signed for, and reads it back', async () => {
      const { home, blobs, pending, file, sign } = await setup();

      const answer = await upload(home, await sign(), file);

      expect(answer.status).toBe(204);
      const read = await blobs.read(pending);
      expect(Buffer.from(read?.bytes ?? [])).toEqual(Buffer.from(file));
      expect(read?.etag).toBeTruthy();
    });

    it('reads the start of a file, with the size of all', async () => {
      const { home, blobs, pending, sign, file } = await setup();
      await upload(home, await sign(), file);
      const whole = await blobs.read(pending);

      const start = await blobs.read(pending, 5);
      const more = await blobs.read(pending, 1_000);

      expect(Buffer.from(start?.bytes ?? []).toString()).toBe('Hello');
      expect(Buffer.from(more?.bytes ?? []).toString()).toBe('Hello, Bob');
      expect([start, more].map((read) => [read?.sizeBytes, read?.etag])).toEqual(
        [whole, whole].map((read) => [10, read?.etag]),
      );
    });

    it('has nothing before an upload', async () => {
      const { blobs, pending } = await setup();

      expect(await blobs.read(pending)).toBeNull();
    });

    it.each([
      ['longer', 'Hello, Bob!'],
      ['shorter', 'Hello, Bo'],
      ['empty', ''],
    ])(
      'refuses a file that is %s than announced, and stores nothing of it',
      async (_how, content) => {
        const { home, blobs, pending, sign } = await setup();

        const answer = await upload(home, await sign(), bytes(content));

        expect(answer.status).toBe(400);
        expect(await blobs.read(pending)).toBeNull();
      },
    );

    const otherForms: [string, BlobRule, Record<string, string>][] = [
      ['another key', 'policy', { key: pendingKey(randomUUID()) }],
      ['a key elsewhere', 'policy', { key: storedKey(randomUUID()) }],
      ['a path for a key', 'policy', { key: 'pending/../../parley.db' }],
      ['another content type', 'policy', { 'Content-Type': 'text/html' }],
      [
        'another policy',
        'policy-signature',
        { policy: Buffer.from('{"conditions":[]}').toString('base64') },
      ],
      ['a field that was not signed', 'policy-fields', { acl: 'public-read' }],
    ];
    for (const [what, rule, fields] of otherForms) {
      it.skipIf(lacks(rule))(`refuses ${what} with 403, and stores nothing`, async () => {
        const { home, blobs, pending, file, sign } = await setup();

        const answer = await upload(home, await sign(), file, fields);

        expect(answer.status).toBe(403);
        expect(await blobs.read(pending)).toBeNull();
        // Its intended key, if that is valid at all.
        const target = fields['key'] ?? pending;
        if (!target.includes('..')) expect(await blobs.read(target)).toBeNull();
      });
    }

    it.skipIf(lacks('upload-expiry'))('accepts nothing once the form has expired', async () => {
      const { home, blobs, pending, file, sign } = await setup();

      const answer = await upload(home, await sign(Date.now() - 1_000), file);

      expect(answer.status).toBe(403);
      expect(await blobs.read(pending)).toBeNull();
    });

    it('copies exactly the version that was read', async () => {
      const { home, blobs, pending, stored, file, sign } = await setup();
      await upload(home, await sign(), file);
      const etag = (await blobs.read(pending))?.etag ?? '';

      const copied = await blobs.copy({ from: pending, to: stored, etag, mime: 'text/plain' });

      expect(copied).toBe(true);
      expect(Buffer.from((await blobs.read(stored))?.bytes ?? [])).toEqual(Buffer.from(file));
    });

    it('copies nothing if the object was changed or removed since it was read', async () => {
      const { home, blobs, pending, stored, file, sign } = await setup();
      const form = await sign();
      await upload(home, form, file);
      const etag = (await blobs.read(pending))?.etag ?? '';
      const copy = () => blobs.copy({ from: pending, to: stored, etag, mime: 'text/plain' });

      await upload(home, form, bytes('Hallo, Bob'));
      const changed = await copy();
      await blobs.remove([pending]);
      const gone = await copy();

      expect([changed, gone]).toEqual([false, false]);
      expect(await blobs.read(stored)).toBeNull();
    });

    it('serves a file under its name, as a download or inline', async () => {
      const { home, blobs, stored, file, signDownload } = await setup();
      await blobs.write(stored, file, 'text/plain');

      const saved = await download(home, await signDownload(stored));
      const shown = await download(home, await signDownload(stored, { isInline: true }));

      expect([saved.status, shown.status]).toEqual([200, 200]);
      expect(await saved.text()).toBe('Hello, Bob');
      expect(saved.headers.get('content-type')).toBe('text/plain');
      const parameters = { filename: 'notes.txt' };
      expect(dispositionOf(saved)).toEqual({ type: 'attachment', parameters });
      expect(dispositionOf(shown)).toEqual({ type: 'inline', parameters });
    });

    it.each([
      ['letters of all kinds', 'Grüße 🎈.txt'],
      ['quotes', 'a "quoted" \\name\\.txt'],
      ['a path', '../../etc/passwd'],
      ['a direction override', 'ru\u202Egnp.exe'],
      ['percent signs and semicolons', '100%; filename=evil.html'],
    ])('preserves a name with %s, and escapes it in the header', async (_what, filename) => {
      const { home, blobs, stored, file } = await setup();
      await blobs.write(stored, file, 'text/plain');
      const url = await blobs.signDownload({
        key: stored,
        filename,
        mime: 'text/plain',
        isInline: false,
        expiresAt: soon(),
      });

      const header = (await download(home, url)).headers.get('content-disposition') ?? '';

      expect(header).not.toMatch(/[^\x20-\x7e]/);
      expect(parse(header)).toEqual({ type: 'attachment', parameters: { filename } });
    });

    it('serves nothing for a changed URL', async () => {
      const { home, blobs, stored, file, signDownload } = await setup();
      await blobs.write(stored, file, 'text/plain');
      const url = await signDownload(stored);

      const other = await download(
        home,
        url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      );

      expect([400, 403]).toContain(other.status);
    });

    it.skipIf(lacks('download-expiry'))('serves nothing for an expired URL', async () => {
      const { home, blobs, stored, file, signDownload } = await setup();
      await blobs.write(stored, file, 'text/plain');
      const inTime = await download(home, await signDownload(stored));
      const expiresAt = Date.now() + 1_500;
      const url = await signDownload(stored, { expiresAt });
      const statusOfLate = async () => (await download(home, url)).status;

      expect(inTime.status).toBe(200);
      await expect.poll(statusOfLate, { interval: 200 }).toBe(403);
      // A signature may have whole seconds.
      expect(Date.now()).toBeGreaterThan(expiresAt - 1_000);
    });

    it('removes several objects at once: their URLs become invalid, and unknown keys are no error', async () => {
      const { home, blobs, stored, file, signDownload } = await setup();
      const other = storedKey(randomUUID());
      for (const key of [stored, other]) await blobs.write(key, file, 'text/plain');
      const url = await signDownload(stored);

      await blobs.remove([stored, other, storedKey(randomUUID())]);
      await blobs.remove([stored]);
      await blobs.remove([]);

      expect(await blobs.read(stored)).toBeNull();
      expect(await blobs.read(other)).toBeNull();
      expect((await download(home, url)).status).toBe(404);
    });
  });
};
