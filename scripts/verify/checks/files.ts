import { randomUUID } from 'node:crypto';
import { note, picture, type TestFile } from '../../../test/support/attachments.ts';
import { pdf, svg } from '../../../test/support/files.ts';
import { type Check, holds, same } from '../check.ts';
import { downloadChecks, linkOf } from './downloads.ts';

const bytesAt = async (url: string): Promise<Buffer> =>
  Buffer.from(await (await fetch(url)).arrayBuffer());

export const fileChecks: readonly Check[] = [
  {
    id: 'files.send',
    title: 'a file is uploaded, sent, copied, and readable by both users only',
    assumes:
      'The form is signed with rights that the function has; its role allows the copy from pending/ to att/, the one within att/, and the link.',
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
      const copied = await call('POST', `/attachments/${id}/copy`, {
        token: bob.token,
        json: { client_id: randomUUID() },
      });
      same('status of a copy', [copied.status, copied.body.code], [200, undefined]);
      const copy = await bytesAt(await linkOf(context, bob, copied.body.id));
      holds(copy.equals(file.bytes), `${copy.length} other bytes in a copy`);
      same('status for a stranger', (await uploads.get(eve, id)).status, 404);
      return `${file.bytes.length} bytes, the same at both`;
    },
  },
  {
    id: 'files.message-form',
    title: 'files in a message form arrive byte by byte',
    assumes: 'The gateway passes multipart bodies unchanged, as base64.',
    remedy:
      'Check isBase64Encoded in the event of post-message: binary bodies must not be decoded as text.',
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
    title: 'bytes of another type are refused',
    assumes: 'The function reads the uploaded bytes and deletes them if they do not match.',
    remedy: 'Check the log of complete-attachment.',
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
      'This is serious: block public access of the bucket at once, and check its policy (lib/constructs/upload-bucket.ts).',
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
    remedy: 'Otherwise no browser can send a file: check the CORS rules of the bucket.',
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
    remedy: 'Check the CORS rules of the bucket: they must not allow credentials.',
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
  ...downloadChecks,
];
