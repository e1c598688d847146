import { ApiError } from '../http/api-error.ts';
import { backoffMs } from '../platform/timers.ts';
import { inOnePage } from './in-one-page.ts';
import type { KeptFile, KeptFiles, OutgoingFile } from './outgoing-file.ts';
import { createPauses } from './pauses.ts';
import { createPreviews } from './previews.ts';
import { RefusedFileError } from './refused-file.ts';
import { createSlots } from './slots.ts';
import type { Job, UploadsDeps } from './upload-job.ts';
import { uploadOnce } from './upload-once.ts';
import type { UploadState } from './upload-states.ts';
import { createUploadStates } from './upload-states.ts';

/** A file at a time would leave the line idle, all at once would make each of them wait for all. */
const AT_ONCE = 3;

/**
 * Files on their way to the server. They start as soon as they are picked; a message that is sent off
 * takes its files with it, and its outbox asks for their attachments when it is its turn.
 */
export const createUploads = (deps: UploadsDeps) => {
  const jobs = new Map<string, Job>();
  const states = createUploadStates(deps.bus);
  const previews = createPreviews();
  const slots = createSlots(AT_ONCE);
  const pauses = createPauses(deps.timers);

  const tell = (job: Job, state: UploadState): void => {
    if (jobs.get(job.file.fileId) === job) states.set(job.file.fileId, state);
  };

  const failed = (job: Job, error: unknown): void => {
    if (error instanceof RefusedFileError) tell(job, { kind: 'refused', refusal: error.refusal });
    else if (error instanceof ApiError) tell(job, { kind: 'waiting' });
  };

  const work = async (job: Job, signal: AbortSignal): Promise<string> => {
    try {
      const attachmentId = await slots(signal, () =>
        uploadOnce(job, deps, {
          signal,
          onShare: (share) => tell(job, { kind: 'uploading', share }),
        }),
      );
      job.kept = { ...job.kept, attachmentId };
      delete job.prepared;
      tell(job, { kind: 'done' });
      return attachmentId;
    } catch (error) {
      failed(job, error);
      throw error;
    } finally {
      job.running = null;
    }
  };

  const run = (job: Job): Promise<string> => {
    const { attachmentId } = job.kept;
    if (attachmentId !== undefined) {
      tell(job, { kind: 'done' });
      return Promise.resolve(attachmentId);
    }
    if (job.running) return job.running.promise;
    const stopping = new AbortController();
    tell(job, job.prepared ? { kind: 'uploading', share: 0 } : { kind: 'preparing' });
    const promise = work(job, stopping.signal);
    job.running = { promise, stop: () => stopping.abort() };
    return promise;
  };

  /** Tries until it is there, refused, handed over or taken back. */
  const pursue = async (job: Job): Promise<void> => {
    const { fileId } = job.file;
    const isOurs = (): boolean => jobs.get(fileId) === job && !job.isHandedOver;
    // Refused in another page, while this one waited for it.
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

  const open = (file: OutgoingFile, kept: KeptFile): Job => {
    end(jobs.get(file.fileId));
    const over = new AbortController();
    const job: Job = { file, kept, running: null, isHandedOver: false, over };
    jobs.set(file.fileId, job);
    previews.add(file.fileId, kept.blob);
    return job;
  };

  const begin = (file: OutgoingFile, kept: KeptFile): void => {
    const job = open(file, kept);
    // What is uploaded needs no turn.
    const locks = kept.attachmentId === undefined ? deps.locks : null;
    const name = `parley-upload:${file.fileId}`;
    void inOnePage(locks, name, job.over.signal, () => pursue(job));
  };

  const forget = (fileIds: readonly string[]): void => {
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
    /** From the start, as after a refusal, or with other wishes. */
    restart: (fileId: string, isOriginal?: boolean): void => {
      const job = jobs.get(fileId);
      if (!job) return;
      const { blob, isOriginal: before } = job.kept;
      tell(job, { kind: 'preparing' });
      begin(job.file, { blob, isOriginal: isOriginal ?? before });
    },
    /**
     * What a message takes with it. A page that does not send for its browser lets go of what is under way:
     * the one that does starts from what is kept.
     */
    handOver: (fileIds: readonly string[], isSending: boolean): KeptFiles => {
      const taken = new Map<string, KeptFile>();
      for (const fileId of fileIds) {
        const job = jobs.get(fileId);
        if (!job) continue;
        job.isHandedOver = true;
        taken.set(fileId, job.kept);
        if (isSending) continue;
        end(job);
        jobs.delete(fileId);
      }
      return taken;
    },
    /**
     * The attachment of a file of a message: at once if it is there, else after one attempt, together with
     * one that is under way. `read` gets what is kept of it.
     * @throws RefusedFileError, ApiError as `uploadOnce`; the signal's reason
     */
    attachmentOf: async (
      file: OutgoingFile,
      read: () => Promise<KeptFile | undefined>,
      signal: AbortSignal,
    ): Promise<string> => {
      let job = jobs.get(file.fileId);
      if (!job) {
        const kept = await read();
        signal.throwIfAborted();
        if (!kept) throw new RefusedFileError('lost');
        job = jobs.get(file.fileId) ?? open(file, kept);
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
    /** The server has the attachment no more: the file goes up again. */
    renew: (fileId: string): void => {
      const job = jobs.get(fileId);
      if (!job) return;
      const { blob, isOriginal } = job.kept;
      job.kept = { blob, isOriginal };
      delete job.uploadedId;
    },
    /** What there is of a file. */
    kept: (fileId: string): KeptFile | undefined => jobs.get(fileId)?.kept,
    /** Another page has uploaded it. */
    uploaded: (fileId: string, attachmentId: string): void => {
      const job = jobs.get(fileId);
      if (job) job.kept = { ...job.kept, attachmentId };
    },
    /** Shows a file that an earlier page has kept. */
    preview: (fileId: string, blob: Blob): void => previews.add(fileId, blob),
    /** The message is there: its pictures go on showing from here. */
    sent: (
      files: readonly OutgoingFile[],
      attachments: readonly { readonly id: string }[],
    ): void => {
      for (const [index, { fileId }] of files.entries()) {
        const attachmentId = attachments[index]?.id;
        if (attachmentId) previews.adopt(fileId, attachmentId);
      }
      forget(files.map(({ fileId }) => fileId));
    },
    /** Taken back, or discarded. */
    forget,
    /** The server can be reached again. */
    resume: pauses.endAll,
    stop: (): void => {
      forget([...jobs.keys()]);
      pauses.endAll();
      previews.dropAll();
    },
  };
};
export type Uploads = ReturnType<typeof createUploads>;
