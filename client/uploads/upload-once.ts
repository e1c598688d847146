import { ApiError } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import type { OutgoingFile, StoredFile } from './outgoing-file.ts';
import type { PostForm } from './post-form.ts';
import type { Prepare, PreparedFile } from './prepare/prepare-file.ts';
import { RefusedFileError } from './refused-file.ts';

export interface UploadDeps {
  readonly call: Call;
  readonly post: PostForm;
  readonly prepare: Prepare;
}

/** The progress of a file: finished steps are not repeated by the next attempt. */
export interface UploadJob {
  readonly file: OutgoingFile;
  readonly stored: StoredFile;
  prepared?: PreparedFile;
  /** The attachment whose bytes the server has received but not checked. */
  uploadedId?: string;
}

/** The form has expired, or the upload was deleted: a new form may work. */
const isVoid = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 403 || error.code === 'attachment_not_found');

/** Maps a server error about the file to RefusedFileError; returns other errors unchanged. */
const refusalOf = (error: unknown): unknown => {
  if (!(error instanceof ApiError)) return error;
  if (error.code === 'too_many_uploads') return new RefusedFileError('quota');
  if (error.code === 'storage_full') return new RefusedFileError('full');
  if (error.code === 'validation_failed') {
    const isAbout = (field: string): boolean =>
      error.fields.some(({ path }) => path.endsWith(field));
    if (isAbout('size_bytes')) return new RefusedFileError('too_big');
    return new RefusedFileError(isAbout('filename') ? 'runnable' : 'type');
  }
  return error.isRefusal ? new RefusedFileError('unlike') : error;
};

const prepare = async (job: UploadJob, deps: UploadDeps): Promise<PreparedFile> => {
  const { file, stored } = job;
  job.prepared ??= await deps.prepare({
    blob: stored.blob,
    filename: file.filename,
    mime: file.mime,
    side: file.width && file.height ? Math.max(file.width, file.height) : null,
    isOriginal: stored.isOriginal,
  });
  return job.prepared;
};

const pass = async (
  job: UploadJob,
  { call, post }: UploadDeps,
  { blob, filename, mime }: PreparedFile,
  options: { signal: AbortSignal; onShare: (share: number) => void },
): Promise<string> => {
  const { signal } = options;
  if (!job.uploadedId) {
    const { recording } = job.file;
    const body = { filename, mime, size_bytes: blob.size, ...(recording && { recording }) };
    const { id, upload } = await call('POST /api/attachments', { body }, signal);
    await post(upload, blob, options);
    job.uploadedId = id;
  }
  const params = { id: job.uploadedId };
  const { id } = await call('POST /api/attachments/{id}/complete', { params }, signal);
  return id;
};

/**
 * One attempt to upload a file; returns its attachment id. Skips steps that an earlier attempt has
 * finished.
 * @throws RefusedFileError if a retry is useless, else ApiError
 */
export const uploadOnce = async (
  job: UploadJob,
  deps: UploadDeps,
  options: { signal: AbortSignal; onShare: (share: number) => void },
): Promise<string> => {
  const prepared = await prepare(job, deps);
  options.signal.throwIfAborted();
  try {
    return await pass(job, deps, prepared, options).catch((error: unknown) => {
      if (!isVoid(error)) throw error;
      delete job.uploadedId;
      return pass(job, deps, prepared, options);
    });
  } catch (error) {
    if (!(error instanceof ApiError && error.isTransient)) delete job.uploadedId;
    throw refusalOf(error);
  }
};
