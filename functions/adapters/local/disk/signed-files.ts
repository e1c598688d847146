import type { FileHandle } from 'node:fs/promises';
import type { TakesUploads } from '#core/ports/attachments.ts';
import type { Clock } from '#core/ports/system.ts';
import { type DownloadLink, decodeLink } from './download-link.ts';
import type { Draft, Files } from './files.ts';
import type { Signer } from './signer.ts';
import { applyPolicy } from './upload-policy.ts';

/** A refusal with S3's code and message. */
export interface Refused {
  readonly code: 'AccessDenied' | 'SignatureDoesNotMatch' | 'NoSuchKey' | 'ServiceUnavailable';
  readonly message: string;
}

export interface AcceptedUpload {
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly draft: Draft;
}

export interface FoundFile {
  readonly link: DownloadLink;
  readonly file: FileHandle;
}

const badSignature: Refused = {
  code: 'SignatureDoesNotMatch',
  message: 'The signature does not match what was signed.',
};
const full: Refused = {
  code: 'ServiceUnavailable',
  message: 'Uploads are paused at the moment.',
};
const denied = (message: string): Refused => ({ code: 'AccessDenied', message });

/** Authorises uploads and downloads of the one-process server. */
export class SignedFiles {
  readonly #files: Files;
  readonly #signer: Signer;
  readonly #takesUploads: TakesUploads;
  readonly #clock: Clock;

  constructor(files: Files, signer: Signer, takesUploads: TakesUploads, clock: Clock) {
    this.#files = files;
    this.#signer = signer;
    this.#takesUploads = takesUploads;
    this.#clock = clock;
  }

  /** Checks an upload by the form's fields (lower-case names) that precede the file. */
  async accept(fields: ReadonlyMap<string, string>): Promise<AcceptedUpload | Refused> {
    const policy = fields.get('policy');
    if (policy === undefined) return denied('The form has no policy.');
    const signature = fields.get('x-amz-signature') ?? '';
    if (!(await this.#signer.isSigned('upload', policy, signature))) return badSignature;
    const rules = applyPolicy(policy, fields, this.#clock.now());
    if (typeof rules === 'string') return denied(`Invalid according to Policy: ${rules}`);
    if (!(await this.#takesUploads())) return full;
    const { key, minBytes, maxBytes } = rules;
    return { minBytes, maxBytes, draft: await this.#files.draft(key) };
  }

  /** Opens a download by the last part of its URL. The caller closes the file. */
  async find(token: string): Promise<FoundFile | Refused> {
    const [text = '', signature = ''] = token.split('.');
    if (!(await this.#signer.isSigned('download', text, signature))) return badSignature;
    const link = decodeLink(text);
    if (!link) return denied('The link is malformed.');
    if (link.expiresAt <= this.#clock.now()) return denied('Request has expired');
    const file = await this.#files.open(link.key);
    return file
      ? { link, file }
      : { code: 'NoSuchKey', message: 'The specified key does not exist.' };
  }
}
