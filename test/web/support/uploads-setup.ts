import type { Timers } from '#client/platform/timers.ts';
import type { TabBus } from '#client/tabs/bus.ts';
import type { LeaderLocks } from '#client/tabs/leader.ts';
import type { OutgoingFile, StoredFile } from '#client/uploads/outgoing-file.ts';
import type { PostForm } from '#client/uploads/post-form.ts';
import { createUploads } from '#client/uploads/uploads.ts';
import { createFakeCall } from './fake-call.ts';
import { createFakeChannels } from './fake-tabs.ts';
import { createFakeTimers } from './fake-timers.ts';

export const aFile = (name: string, change: Partial<OutgoingFile> = {}): OutgoingFile => ({
  fileId: `file-${name}`,
  filename: name,
  mime: 'text/plain',
  sizeBytes: 3,
  ...change,
});
export const kept = (change: Partial<StoredFile> = {}): StoredFile => ({
  blob: new Blob(['abc']),
  isOriginal: false,
  ...change,
});

interface Upload {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly onShare: (share: number) => void;
  readonly arrive: () => void;
  readonly fail: (error: Error) => void;
}

/** A server that accepts uploads, at once or on demand. */
export const createUploadServer = () => {
  const created: string[] = [];
  const posted: Upload[] = [];
  const failures: Record<string, (() => Error)[]> = {};
  let isSlow = false;

  const failIfAsked = (key: string): void => {
    const failure = failures[key]?.shift();
    if (failure) throw failure();
  };
  const { call, asked, keys } = createFakeCall({
    'POST /api/attachments': ({ body }) => {
      failIfAsked('create');
      const id = `attachment-${created.push((body as { filename: string }).filename)}`;
      return { id, upload: { url: `/files/${id}`, fields: { key: id } }, expires_at: '' };
    },
    'POST /api/attachments/{id}/complete': ({ params }) => {
      failIfAsked('complete');
      return { id: params?.id, filename: '', mime: '', size_bytes: 3 };
    },
  });
  const post: PostForm = async ({ url }, _blob, { signal, onShare }) => {
    failIfAsked('post');
    await new Promise<void>((resolve, reject) => {
      posted.push({ url, signal, onShare, arrive: resolve, fail: reject });
      signal.addEventListener('abort', () => reject(signal.reason));
      if (!isSlow) resolve();
    });
  };
  return {
    call,
    asked,
    keys,
    post,
    created,
    posted,
    /** The next calls of this kind fail, each with its own error. */
    fail: (key: 'create' | 'post' | 'complete', ...errors: (() => Error)[]) => {
      failures[key] = errors;
    },
    slowDown: () => {
      isSlow = true;
    },
  };
};

/** The uploads of one page. */
export const openUploads = (
  server: ReturnType<typeof createUploadServer>,
  bus: TabBus,
  timers: Timers,
  locks: LeaderLocks | null = null,
) =>
  createUploads({
    locks,
    call: server.call,
    post: server.post,
    prepare: async ({ blob, filename, mime }) => ({ blob, filename, mime }),
    bus,
    timers,
    random: () => 1,
  });

/** A server that accepts uploads, and a page; `openPage` opens another of the same browser. */
export const setupUploads = () => {
  const clock = createFakeTimers();
  const channels = createFakeChannels();
  const server = createUploadServer();
  const openPage = () => {
    const uploads = openUploads(server, channels.openBus(), clock.timers);
    return {
      uploads,
      state: (name: string) => uploads.states.getState().states[`file-${name}`],
    };
  };
  return { clock, server, openPage, ...openPage() };
};
