import { parse } from 'content-disposition';
import { limits } from '#contracts/limits.ts';
import { note, picture, type TestFile } from '../../../test/support/attachments.ts';
import { pdf, svg } from '../../../test/support/files.ts';
import { type Check, holds, same } from '../check.ts';
import type { Context } from '../context.ts';
import type { Person } from '../people.ts';

const linkOf = async ({ uploads }: Context, by: Person, id: string): Promise<string> => {
  const { status, body } = await uploads.get(by, id);
  same('status of a link', status, 200);
  return body.url;
};
const bytesAt = async (url: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(url)).arrayBuffer());

const remedy =
  'Compare the header with `signDownload` in functions/adapters/aws/s3/signatures.ts: a signed URL sets type and disposition.';

export const fileChecks: readonly Check[] = [
  {
    id: 'files.send',
    title: 'a file is uploaded, sent, and read by both and by nobody else',
    assumes:
      'The form is signed with rights that the function has; the copy from pending/ to att/ and the link work under its role.',
    remedy:
      'A 403 of the bucket names the reason in its XML; a 500 of complete-attachment is a missing right (lib/bucket-rights.ts).',
    needs: ['accounts'],
    run: async (context) => {
      const { call, people, uploads } = context;
      const { ada, bob, eve, conversationId } = await people.shared();
      const file = picture();
      const id = await uploads.attach(ada, file);
      const json = { attachment_ids: [id] };
      const path = `/conversations/${conversationId}/messages`;
      const sent = await call('POST', path, { token: ada.token, json });
      same('status of the send', [sent.status, sent.body.code], [201, undefined]);
      const [shown] = sent.body.attachments;
      same('size in pixels', [shown.width, shown.height], [2, 3]);
      for (const member of [ada, bob]) {
        const bytes = await bytesAt(await linkOf(context, member, id));
        holds(bytes.equals(file.bytes), `${bytes.length} other bytes`);
      }
      same('status for a stranger', (await uploads.get(eve, id)).status, 404);
      return `${file.bytes.length} bytes, the same at both`;
    },
  },
  {
    id: 'files.message-form',
    title: 'files in a message form arrive byte by byte',
    assumes: 'The gateway passes multipart bodies as base64, every byte as it is.',
    remedy:
      'Look at isBase64Encoded in the event of post-message: binary bodies must not be decoded as text.',
    needs: ['raw-bytes', 'accounts'],
    run: async (context) => {
      const { ada, bob, conversationId } = await context.people.shared();
      const everyByte = new Uint8Array(Array.from({ length: 1_024 }, (_, n) => n % 256));
      const bytes = new Uint8Array([...pdf(), ...everyByte]);
      const file: TestFile = { filename: 'bytes.pdf', mime: 'application/pdf', bytes };
      const sent = await context.uploads.post(ada, conversationId, { content: 'A form.' }, [file]);
      same('status', [sent.status, sent.body.code], [201, undefined]);
      const stored = await bytesAt(await linkOf(context, bob, sent.body.attachments[0].id));
      holds(stored.equals(bytes), `${stored.length} other bytes than the ${bytes.length} sent`);
      return `${bytes.length} bytes`;
    },
  },
  {
    id: 'files.checked',
    title: 'bytes that are not of their type are void',
    assumes: 'The function reads the uploaded bytes and deletes them if they do not fit.',
    remedy: 'Look at the log of complete-attachment.',
    needs: ['accounts'],
    run: async ({ people, uploads }) => {
      const { ada } = await people.shared();
      const file = { filename: 'page.png', mime: 'image/png', bytes: svg() };
      const { status, body, id } = await uploads.offer(ada, file);
      same('status and code', [status, body.code], [422, 'invalid_upload']);
      same('status after it', (await uploads.complete(ada, id)).status, 404);
      return '422 invalid_upload';
    },
  },
  {
    id: 'files.private',
    title: 'the storage is private: no signature, no file',
    assumes: 'The bucket refuses every request without a valid signature, with 403.',
    remedy:
      'This is serious: block public access of the bucket at once, and look at its policy (lib/constructs/upload-bucket.ts).',
    needs: ['accounts'],
    run: async (context) => {
      const { people, uploads } = context;
      const { ada } = await people.shared();
      const id = await uploads.attach(ada, note('private'));
      const link = new URL(await linkOf(context, ada, id));
      const isS3 = link.searchParams.has('X-Amz-Signature');
      const changed = (change: (url: URL) => void): string => {
        const url = new URL(link);
        change(url);
        return url.href;
      };
      const flip = (text: string): string => (text.startsWith('a') ? 'b' : 'a') + text.slice(1);
      const urls = isS3
        ? [
            changed((url) => {
              url.search = '';
            }),
            changed((url) => {
              url.searchParams.set(
                'X-Amz-Signature',
                flip(url.searchParams.get('X-Amz-Signature') ?? ''),
              );
            }),
            changed((url) => {
              url.searchParams.set('response-content-type', 'text/html');
            }),
            changed((url) => {
              url.pathname = url.pathname.replace(/att\/.*/, '');
              url.search = '?list-type=2';
            }),
          ]
        : [
            changed((url) => {
              const at = url.pathname.lastIndexOf('.') + 1;
              url.pathname = url.pathname.slice(0, at) + flip(url.pathname.slice(at));
            }),
            changed((url) => {
              url.pathname = url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1) + id;
            }),
          ];
      const statuses = [];
      for (const url of urls) statuses.push((await fetch(url)).status);
      holds(
        statuses.every((status) => status === 403 || (status === 404 && !isS3)),
        `statuses ${statuses.join(', ')}`,
      );
      return `${statuses.join(', ')} without, with a changed signature${isS3 ? ', with another type, for the list' : ''}`;
    },
  },
  {
    id: 'files.cors-site',
    title: 'the site may upload and read files',
    assumes: "The bucket's CORS rules allow POST and GET from the site.",
    remedy: 'Without it no browser can send a file: look at the CORS rules of the bucket.',
    needs: ['accounts'],
    run: async (context) => {
      const { call, people, target, uploads } = context;
      const { ada } = await people.shared();
      const { origin } = new URL(target.url);
      const link = await linkOf(context, ada, await uploads.attach(ada, note('cors')));
      if (new URL(link).origin === origin) return 'files are on the origin of the site';
      const json = { filename: 'a.txt', mime: 'text/plain', size_bytes: 1 };
      const { body } = await call('POST', '/attachments', { token: ada.token, json });
      const preflight = await fetch(body.upload.url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      const download = await fetch(link, { headers: { origin } });
      for (const [what, { headers }] of [
        ['a preflight', preflight],
        ['a download', download],
      ] as const) {
        const allowed = headers.get('access-control-allow-origin');
        holds(
          allowed === '*' || allowed === origin,
          `${what}: access-control-allow-origin ${allowed}`,
        );
      }
      return `allowed: ${download.headers.get('access-control-allow-origin')}`;
    },
  },
  {
    id: 'files.cors-others',
    title: 'other sites get no credentials with files',
    assumes:
      'The signature alone is the permission: another origin gets * or nothing, and never credentials.',
    remedy:
      'Look at the CORS rules of the bucket: access-control-allow-credentials may not be there.',
    needs: ['accounts'],
    run: async (context) => {
      const { ada } = await context.people.shared();
      const origin = 'https://stranger.example';
      const link = await linkOf(context, ada, await context.uploads.attach(ada, note('others')));
      const { headers } = await fetch(link, { headers: { origin } });
      const allowed = headers.get('access-control-allow-origin');
      const credentials = headers.get('access-control-allow-credentials');
      holds(credentials !== 'true', `access-control-allow-credentials ${credentials}`);
      return `access-control-allow-origin ${allowed ?? 'is absent'}`;
    },
  },
  {
    id: 'files.names',
    title: 'a file is saved under its name, in any script',
    assumes: 'The disposition in a signed URL comes back as RFC 8187 has it.',
    remedy,
    needs: ['accounts'],
    run: async (context) => {
      const { ada } = await context.people.shared();
      const names = ['Größe "x" 🎈.png', '日本語 100% + a;b.png', "l'été.png"];
      for (const filename of names) {
        const id = await context.uploads.attach(ada, picture(filename));
        const { headers } = await fetch(await linkOf(context, ada, id));
        const disposition = headers.get('content-disposition') ?? '';
        same('the name', parse(disposition).parameters['filename'], filename);
      }
      return names.join(', ');
    },
  },
  {
    id: 'files.headers',
    title: 'only pictures are shown in place, everything has its type',
    assumes: 'Type and disposition of the signed URL win over those of the object.',
    remedy,
    needs: ['accounts'],
    run: async (context) => {
      const { ada } = await context.people.shared();
      const files: [TestFile, string][] = [
        [picture(), 'inline'],
        [note(), 'attachment'],
        [{ filename: 'x.svg', mime: 'image/svg+xml', bytes: svg() }, 'attachment'],
        [{ filename: 'x.pdf', mime: 'application/pdf', bytes: pdf() }, 'attachment'],
      ];
      for (const [file, type] of files) {
        const id = await context.uploads.attach(ada, file);
        const { status, headers } = await fetch(await linkOf(context, ada, id));
        same(`status of ${file.filename}`, status, 200);
        same(`type of ${file.filename}`, headers.get('content-type'), file.mime);
        same(
          `disposition of ${file.filename}`,
          parse(headers.get('content-disposition') ?? '').type,
          type,
        );
      }
      return `${files.length} files`;
    },
  },
  {
    id: 'files.redirect',
    title: 'an attachment redirects to its link, which is not cached',
    assumes: 'CloudFront passes the redirect and does not store it.',
    remedy: 'A stored redirect would show one link to others: caching of /api/* must be disabled.',
    needs: ['accounts'],
    run: async (context) => {
      const { ada } = await context.people.shared();
      const id = await context.uploads.attach(ada, note('redirected'));
      const { status, headers } = await context.uploads.get(ada, id, '*/*');
      same('status', status, 302);
      holds(
        /no-store/.test(headers.get('cache-control') ?? ''),
        `cache-control ${headers.get('cache-control')}`,
      );
      const file = await fetch(headers.get('location') ?? '');
      same('the file', [file.status, await file.text()], [200, 'redirected']);
      const { body } = await context.uploads.get(ada, id);
      const seconds = (Date.parse(body.expires_at) - Date.now()) / 1_000;
      holds(
        seconds > 0 && seconds <= limits.attachment.downloadSeconds + 60,
        `the link is good for ${seconds} s`,
      );
      return `302, the link is good for ${Math.round(seconds)} s`;
    },
  },
];
