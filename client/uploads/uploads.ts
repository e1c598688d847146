import { ApiError } from '../http/api-error.ts';
import { backoffMs } from '../platform/timers.ts';
import { inOnePage } from './in-one-page.ts';
import type { OutgoingFile, StoredFile, StoredFiles } from './outgoing-file.ts';
import { createPauses } from './pauses.ts';
import { createPreviews } from './previews.ts';
import { RefusedFileError } from './refused-file.ts';
import { createSlots } from './slots.ts';
import type { Job, UploadsDeps } from './upload-job.ts';
import { uploadOnce } from './upload-once.ts';
import type { UploadState } from './upload-states.ts';
import { createUploadStates } from './upload-states.ts';

/** One at a time would leave the connection idle; all at once would delay each of them. */
const AT_ONCE = 3;

/**
 * Uploads of this page. They start when files are picked. `handOver` passes them to a message; the
 * outbox then requests their attachment ids.
 */
export const createUploads = (deps: UploadsDeps) => {
  const jobs = new Map<string, Job>();
  const states = createUploadStates(deps.bus);
  const previews = createPreviews();
  const slots = createSlots(AT_ONCE);
  const pauses = createPauses(deps.timers);

  const show = (job: Job, state: UploadState): void => {
    if (jobs.get(job.file.fileId) === job) states.set(job.file.fileId, state);
  };

  const failed = (job: Job, error: unknown): void => {
    if (error instanceof RefusedFileError) show(job, { kind: 'refused', refusal: error.refusal });
    else if (error instanceof ApiError) show(job, { kind: 'waiting' });
  };

  const work = async (job: Job, signal: AbortSignal): Promise<string> => {
    try {
      const attachmentId = await slots(signal, () =>
        uploadOnce(job, deps, {
          signal,
          onShare: (share) => show(job, { kind: 'uploading', share }),
        }),
      );
      job.stored = { ...job.stored, attachmentId };
      delete job.prepared;
      show(job, { kind: 'done' });
      return attachmentId;
    } catch (error) {
      failed(job, error);
      throw error;
    } finally {
      job.running = null;
    }
  };

  const run = (job: Job): Promise<string> => {
    const { attachmentId } = job.stored;
    if (attachmentId !== undefined) {
      show(job, { kind: 'done' });
      return Promise.resolve(attachmentId);
    }
    if (job.running) return job.running.promise;
    const stopping = new AbortController();
    show(job, job.prepared ? { kind: 'uploading', share: 0 } : { kind: 'preparing' });
    const promise = work(job, stopping.signal);
    job.running = { promise, stop: () => stopping.abort() };
    return promise;
  };

  /** Retries until the file is uploaded, refused, handed over or removed. */
  const pursue = async (job: Job): Promise<void> => {
    const { fileId } = job.file;
    const isOurs = (): boolean => jobs.get(fileId) === job && !job.isHandedOver;
    // It was refused in another tab while this one waited.
    if (states.store.getState().states[fileId]?.kind === 'refused') return;
    for (let failures = 1; isOurs(); failures++) {
      try {
        await run(job);
        return;
      } catch (error) {
        if (!(error instanceof ApiError) || error.status === 401) return;
        const asked = (error.retryAfterSeconds ?? 0) * 1_000;
        await pauses.pause(Math.max(asked, backoffMs(failures, deps.random), 1));
      }
    }
  };

  const end = (job: Job | undefined): void => {
    job?.running?.stop();
    job?.over.abort();
  };

  const open = (file: OutgoingFile, stored: StoredFile): Job => {
    end(jobs.get(file.fileId));
    const over = new AbortController();
    const job: Job = { file, stored, running: null, isHandedOver: false, over };
    jobs.set(file.fileId, job);
    previews.add(file.fileId, stored.blob);
    return job;
  };

  const begin = (file: OutgoingFile, stored: StoredFile): void => {
    const job = open(file, stored);
    // An uploaded file needs no lock.
    const locks = stored.attachmentId === undefined ? deps.locks : null;
    const name = `parley-upload:${file.fileId}`;
    void inOnePage(locks, name, job.over.signal, () => pursue(job));
  };

  const remove = (fileIds: readonly string[]): void => {
    for (const fileId of fileIds) {
      end(jobs.get(fileId));
      jobs.delete(fileId);
    }
    states.drop(fileIds);
    previews.drop(fileIds);
  };

  return {
    states: states.store,
    previews: previews.store,
    begin,
    /** Starts again: after a refusal, or with a changed `isOriginal`. */
    restart: (fileId: string, isOriginal?: boolean): void => {
      const job = jobs.get(fileId);
      if (!job) return;
      const { blob, isOriginal: before } = job.stored;
      show(job, { kind: 'preparing' });
      begin(job.file, { blob, isOriginal: isOriginal ?? before });
    },
    /**
     * Hands files to the outbox; a tab that is not the leader aborts, and the leader restarts them.
     */
    handOver: (fileIds: readonly string[], isSending: boolean): StoredFiles => {
      const taken = new Map<string, StoredFile>();
      for (const fileId of fileIds) {
        const job = jobs.get(fileId);
        if (!job) continue;
        job.isHandedOver = true;
        taken.set(fileId, job.stored);
        if (isSending) continue;
        end(job);
        jobs.delete(fileId);
      }
      return taken;
    },
    /**
     * The attachment id of a message's file: at once if it is uploaded, else after one attempt
     * (shared with one that is running). `read` returns the stored file.
     * @throws RefusedFileError or ApiError like `uploadOnce`; the signal's reason
     */
    attachmentOf: async (
      file: OutgoingFile,
      read: () => Promise<StoredFile | undefined>,
      signal: AbortSignal,
    ): Promise<string> => {
      let job = jobs.get(file.fileId);
      if (!job) {
        const stored = await read();
        signal.throwIfAborted();
        if (!stored) throw new RefusedFileError('lost');
        job = jobs.get(file.fileId) ?? open(file, stored);
      }
      job.isHandedOver = true;
      const stop = (): void => job.running?.stop();
      signal.addEventListener('abort', stop);
      try {
        return await run(job);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    /** The server no longer has the attachment: uploads the file again. */
    renew: (fileId: string): void => {
      const job = jobs.get(fileId);
      if (!job) return;
      const { blob, isOriginal } = job.stored;
      job.stored = { blob, isOriginal };
      delete job.uploadedId;
    },
    /** The local copy of a file. */
    stored: (fileId: string): StoredFile | undefined => jobs.get(fileId)?.stored,
    /** Another tab has uploaded it. */
    uploaded: (fileId: string, attachmentId: string): void => {
      const job = jobs.get(fileId);
      if (job) job.stored = { ...job.stored, attachmentId };
    },
    /** Shows a file that was stored before a reload. */
    preview: (fileId: string, blob: Blob): void => previews.add(fileId, blob),
    /** The message is sent: its pictures are still shown from the local copy. */
    sent: (
      files: readonly OutgoingFile[],
      attachments: readonly { readonly id: string }[],
    ): void => {
      for (const [index, { fileId }] of files.entries()) {
        const attachmentId = attachments[index]?.id;
        if (attachmentId) previews.adopt(fileId, attachmentId);
      }
      remove(files.map(({ fileId }) => fileId));
    },
    /** Removes files that the user took back or discarded. */
    remove,
    /** Called when the server can be reached again. */
    resume: pauses.endAll,
    stop: (): void => {
      remove([...jobs.keys()]);
      pauses.endAll();
      previews.dropAll();
    },
  };
};
export type Uploads = ReturnType<typeof createUploads>;
