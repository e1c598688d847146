import { setTimeout } from 'node:timers/promises';
import { limits } from '#contracts/limits.ts';
import { note, sendForm, type TestFile } from '../../../test/support/attachments.ts';
import { both, text } from '../../../test/support/files.ts';
import { type Check, holds, same } from '../check.ts';
import type { Context, Form } from '../context.ts';

const remedy =
  'The policy of the form has this condition (functions/adapters/aws/s3/signatures.ts): if the bucket does not enforce it, a form can store other objects. Report it.';

/** An upload form of the API for a file, and its attachment. */
const formFor = async (
  { call, people }: Context,
  file: TestFile,
): Promise<{ form: Form; id: string }> => {
  const { ada } = await people.shared();
  const json = { filename: file.filename, mime: file.mime, size_bytes: file.bytes.length };
  const { status, body } = await call('POST', '/attachments', { token: ada.token, json });
  same('status of an upload request', status, 201);
  return { form: body.upload, id: body.id };
};

/** The response status for a form with changed fields. */
const changed = async (
  context: Context,
  change: (fields: Record<string, string>, id: string) => object,
) => {
  const { form, id } = await formFor(context, note());
  const fields = { ...form.fields, ...change(form.fields, id) } as Record<string, string>;
  const { status } = await sendForm({ url: form.url, fields }, note().bytes);
  return status;
};

/** Slightly longer than a form of the API is valid. */
const longMinutes = limits.attachment.uploadSeconds / 60 + 0.25;

const isRefused = (status: number): boolean => status === 403 || status === 400;

export const uploadChecks: readonly Check[] = [
  {
    id: 'uploads.form',
    title: 'an unchanged form uploads its file',
    assumes: 'S3 accepts a multipart POST of the signed fields, and answers 204.',
    remedy: 'The XML of the answer names the condition that failed.',
    needs: ['accounts'],
    run: async (context) => {
      const { form } = await formFor(context, note());
      const answer = await sendForm(form, note().bytes);
      same('status', answer.status, 204);
      return '204';
    },
  },
  {
    id: 'uploads.size',
    title: 'a form accepts exactly its size',
    assumes: 'content-length-range: one byte more or less is refused with 400.',
    remedy,
    needs: ['accounts'],
    run: async (context) => {
      const statuses: number[] = [];
      for (const bytes of [both(note().bytes, text('!')), note().bytes.slice(1)]) {
        const { form } = await formFor(context, note());
        statuses.push((await sendForm(form, bytes)).status);
      }
      holds(statuses.every(isRefused), `statuses ${statuses.join(', ')}`);
      return `${statuses.join(', ')} for a byte more and less`;
    },
  },
  {
    id: 'uploads.type',
    title: 'a form accepts only its content type',
    assumes: 'The policy binds Content-Type.',
    remedy,
    needs: ['upload-policy', 'accounts'],
    run: async (context) => {
      const status = await changed(context, () => ({ 'Content-Type': 'text/html' }));
      holds(isRefused(status), `status ${status}`);
      return `${status} for text/html`;
    },
  },
  {
    id: 'uploads.key',
    title: 'a form accepts only its key',
    assumes: 'The policy binds the key: nothing reaches att/ without a check.',
    remedy,
    needs: ['upload-policy', 'accounts'],
    run: async (context) => {
      const status = await changed(context, (_fields, id) => ({ key: `att/${id}` }));
      holds(isRefused(status), `status ${status}`);
      return `${status} for att/…`;
    },
  },
  {
    id: 'uploads.more-fields',
    title: 'a form accepts no further fields',
    assumes: 'A field without a condition is refused, such as one that makes the object public.',
    remedy,
    needs: ['upload-policy', 'accounts'],
    run: async (context) => {
      const status = await changed(context, () => ({ acl: 'public-read' }));
      holds(isRefused(status), `status ${status}`);
      return `${status} with acl`;
    },
  },
  {
    id: 'uploads.signature',
    title: 'a form needs its signature',
    assumes: 'A policy that was changed, with the old signature, is refused.',
    remedy,
    needs: ['accounts'],
    run: async (context) => {
      const status = await changed(context, (fields) => {
        const policy = fields['policy'] ?? fields['Policy'] ?? '';
        const name = 'policy' in fields ? 'policy' : 'Policy';
        const wider = Buffer.from(policy, 'base64')
          .toString('utf8')
          .replace(/20\d\d/, '2999');
        return { [name]: Buffer.from(wider).toString('base64') };
      });
      holds(isRefused(status), `status ${status}`);
      return `${status} for a policy until 2999`;
    },
  },
  {
    id: 'uploads.expired',
    title: 'an expired form is refused',
    assumes: 'S3 enforces the expiration of the policy.',
    remedy,
    needs: ['stage', 'upload-policy'],
    run: async ({ stage }) => {
      const form = await stage.expiredForm({ mime: note().mime, sizeBytes: note().bytes.length });
      const { status } = await sendForm(form, note().bytes);
      holds(isRefused(status), `status ${status}`);
      return `${status} a minute after its end`;
    },
  },
  {
    id: 'uploads.expired-long',
    title: 'a form of the API is refused after a quarter of an hour',
    assumes: 'As above, for a form of the API.',
    remedy,
    needs: ['long', 'accounts'],
    run: async (context) => {
      const { form } = await formFor(context, note());
      await setTimeout(longMinutes * context.minuteMs);
      const { status } = await sendForm(form, note().bytes);
      holds(isRefused(status), `status ${status}`);
      return `${status} after ${longMinutes} minutes`;
    },
  },
];
