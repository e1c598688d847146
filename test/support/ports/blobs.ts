import type { BlobStore, UploadForm } from '#core/ports/attachments.ts';

/** The blob store of one home with the server of its forms and URLs, on the real clock. */
export interface Blobs {
  readonly blobs: BlobStore;
  /** Base of the home's own paths. */
  readonly origin: string;
}
export type OpenBlobs = () => Promise<Blobs>;

/** Rules that an emulator does not enforce; AWS and the one process do. */
export type BlobRule =
  /** Key and content type of a form. */
  | 'policy'
  /** The signature belongs to the policy. */
  | 'policy-signature'
  /** A form has only fields that the policy names. */
  | 'policy-fields'
  | 'upload-expiry'
  | 'download-expiry';

/** Sends a form like a browser, the file last; `fields` replaces some of the form's. */
export const upload = async (
  { origin }: Blobs,
  form: UploadForm,
  file: Uint8Array<ArrayBuffer>,
  fields: Readonly<Record<string, string>> = {},
): Promise<Response> => {
  const body = new FormData();
  const replaced = new Set(Object.keys(fields).map((name) => name.toLowerCase()));
  const kept = Object.entries(form.fields).filter(([name]) => !replaced.has(name.toLowerCase()));
  for (const [name, value] of [...kept, ...Object.entries(fields)]) body.set(name, value);
  body.set('file', new File([file], 'whatever.bin'));
  return fetch(new URL(form.url, origin), { method: 'POST', body });
};

export const download = ({ origin }: Blobs, url: string, method = 'GET'): Promise<Response> =>
  fetch(new URL(url, origin), { method });
