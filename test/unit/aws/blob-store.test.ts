import { describe, expect, it, onTestFinished } from 'vitest';
import { BusyError } from '#core/errors.ts';
import { s3BlobStore } from '#functions/adapters/aws/s3/blob-store.ts';
import { s3Client } from '#functions/adapters/aws/s3/client.ts';
import { fakeClock } from '../../support/fakes.ts';
import { type Script, scriptedAws } from '../../support/ports/scripted-aws.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test', sessionToken: 'of the role' };

/** Like on AWS: without an endpoint, and without calls. */
const onAws = () => {
  const clock = fakeClock({ now: Date.now() });
  const client = s3Client({ region: 'eu-central-1', credentials });
  return { clock, blobs: s3BlobStore({ name: 'uploads', client, clock }) };
};

const against = async (script: Script) => {
  const server = await scriptedAws(script);
  onTestFinished(server.close);
  const client = s3Client({ ...server.config, forcePathStyle: true });
  return { server, blobs: s3BlobStore({ name: 'uploads', client, clock: fakeClock() }) };
};
const xmlError = (status: number, code: string) => ({
  status,
  body: `<Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

/** The site's policy allows browsers to reach only this host. */
const bucketHost = 'uploads.s3.eu-central-1.amazonaws.com';

describe('an upload form', () => {
  const signed = async () => {
    const { clock, blobs } = onAws();
    const upload = { key: 'pending/1', mime: 'image/png', sizeBytes: 1_234 };
    const form = await blobs.signUpload({ ...upload, expiresAt: clock.now() + 900_000 });
    const policy = JSON.parse(Buffer.from(form.fields['Policy'] ?? '', 'base64').toString());
    return { form, policy, clock };
  };

  it('has the address of the bucket itself, over TLS', async () => {
    const { form } = await signed();

    expect(form.url).toBe(`https://${bucketHost}/`);
  });

  it('is bound to exactly one key, content type and size', async () => {
    const { form, policy } = await signed();

    const { Policy: _, 'X-Amz-Signature': signature, ...fields } = form.fields;
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    expect(fields).toMatchObject({ key: 'pending/1', 'Content-Type': 'image/png' });
    const exact = Object.entries(fields).map(([name, value]) => ({ [name]: value }));
    const range = ['content-length-range', 1_234, 1_234];
    expect(policy.conditions).toHaveLength(exact.length + 1);
    expect(policy.conditions).toEqual(expect.arrayContaining([...exact, range]));
  });

  it('expires at the requested time', async () => {
    const { policy, clock } = await signed();

    const secondsLeft = (Date.parse(policy.expiration) - clock.now()) / 1_000;
    expect(Math.abs(secondsLeft - 900)).toBeLessThan(5);
  });
});

describe('a download URL', () => {
  const signed = async (filename: string, isInline: boolean) => {
    const { clock, blobs } = onAws();
    const download = { key: 'att/1', filename, mime: 'image/png', isInline };
    return new URL(await blobs.signDownload({ ...download, expiresAt: clock.now() + 300_000 }));
  };

  it('has the address of the bucket itself, is valid for five minutes, and requests only the object', async () => {
    const url = await signed('a.png', true);

    expect(url.origin + url.pathname).toBe(`https://${bucketHost}/att/1`);
    expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host');
    expect(url.searchParams.get('x-amz-checksum-mode')).toBeNull();
  });

  it.each([
    [true, 'a.png', 'inline; filename=a.png'],
    [false, 'a b.pdf', 'attachment; filename="a b.pdf"'],
    [
      false,
      'Grüße "1".pdf',
      `attachment; filename="Gr??e \\"1\\".pdf"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%221%22.pdf`,
    ],
    [false, '../../x', 'attachment; filename="../../x"'],
  ])(
    'sets the disposition %s, with the name %s by RFC 6266',
    async (isInline, name, disposition) => {
      const url = await signed(name, isInline);

      expect(url.searchParams.get('response-content-disposition')).toBe(disposition);
      expect(url.searchParams.get('response-content-type')).toBe('image/png');
      expect(url.searchParams.get('response-cache-control')).toBe('private, no-store');
    },
  );
});

describe('a refusal of S3', () => {
  it('copies nothing if the object has changed or does not exist', async () => {
    const copy = { from: 'pending/1', to: 'att/1', etag: '"1"', mime: 'image/png' };
    const answers = [xmlError(412, 'PreconditionFailed'), xmlError(404, 'NoSuchKey')];
    const { blobs } = await against(() => answers.shift());

    expect(await blobs.copy(copy)).toBe(false);
    expect(await blobs.copy(copy)).toBe(false);
  });

  it('means "no object" for a missing one, and an error for a forbidden one', async () => {
    const answers = [xmlError(404, 'NoSuchKey'), xmlError(403, 'AccessDenied')];
    const { blobs } = await against(() => answers.shift());

    expect(await blobs.read('pending/1')).toBeNull();
    await expect(blobs.read('pending/1')).rejects.toThrow('AccessDenied');
  });

  it.each([
    [503, 'SlowDown'],
    [500, 'InternalError'],
  ])('is busy for %d %s', async (status, code) => {
    const { blobs } = await against(() => xmlError(status, code));

    await expect(blobs.read('pending/1')).rejects.toBeInstanceOf(BusyError);
    await expect(blobs.remove(['att/1'])).rejects.toBeInstanceOf(BusyError);
    await expect(blobs.write('att/1', new Uint8Array(1), 'image/png')).rejects.toBeInstanceOf(
      BusyError,
    );
  });

  it('for one key of a removal is detected, although the whole call succeeded', async () => {
    const failed = '<Error><Key>att/2</Key><Code>AccessDenied</Code></Error>';
    const { blobs } = await against(() => ({
      status: 200,
      body: `<DeleteResult>${failed}</DeleteResult>`,
    }));

    await expect(blobs.remove(['att/1', 'att/2'])).rejects.toThrow('att/2: AccessDenied');
  });
});

describe('a removal of many', () => {
  it('is split into calls of a thousand keys, and makes none without keys', async () => {
    const { server, blobs } = await against(() => ({ status: 200, body: '<DeleteResult/>' }));

    await blobs.remove([]);
    await blobs.remove(Array.from({ length: 1_001 }, (_, index) => `att/${index}`));

    const keys = server.calls.map(({ body }) => String(body).match(/<Key>/g)?.length);
    expect(keys).toEqual([1_000, 1]);
  });
});
