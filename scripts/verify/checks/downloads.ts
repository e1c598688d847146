import { parse } from 'content-disposition';
import { limits } from '#contracts/limits.ts';
import { note, picture, type TestFile } from '../../../test/support/attachments.ts';
import { pdf, svg } from '../../../test/support/files.ts';
import { type Check, holds, same } from '../check.ts';
import type { Context } from '../context.ts';
import type { Person } from '../people.ts';

/** A signed link to a file. */
export const linkOf = async ({ uploads }: Context, by: Person, id: string): Promise<string> => {
  const { status, body } = await uploads.get(by, id);
  same('status of a link', status, 200);
  return body.url;
};
const remedy =
  'Compare the header with `signDownload` in functions/adapters/aws/s3/signatures.ts: a signed URL sets type and disposition.';

/** Checks of downloads. */
export const downloadChecks: readonly Check[] = [
  {
    id: 'files.names',
    title: 'a file is saved under its name, in any script',
    assumes: 'S3 returns the disposition of a signed URL, encoded by RFC 8187.',
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
    title: 'only pictures are shown inline, every file has its type',
    assumes: 'Type and disposition of the signed URL override those of the object.',
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
