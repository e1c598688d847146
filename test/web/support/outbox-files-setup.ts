import type { Call } from '#client/http/call.ts';
import { createMemoryStorage } from '#client/outbox/memory-storage.ts';
import { createOutbox } from '#client/outbox/outbox.ts';
import { makeSendItem } from '#client/outbox/send-item.ts';
import type { Uploads } from '#client/uploads/uploads.ts';
import { CONVERSATION, myMessage } from './builders.ts';
import { createFakeChannels } from './fake-tabs.ts';
import { createFakeTimers } from './fake-timers.ts';
import { aFile, createUploadServer, kept, openUploads } from './uploads-setup.ts';

const SEND = 'POST /api/conversations/{id}/messages';

interface Sent {
  readonly content?: string;
  readonly client_id: string;
  readonly attachment_ids?: readonly string[];
}

/** A browser whose pages send messages with files. */
export const setup = () => {
  const clock = createFakeTimers();
  const channels = createFakeChannels();
  const storage = createMemoryStorage();
  const server = createUploadServer();
  const sends: Sent[] = [];
  const refusals: (() => Error)[] = [];
  const there: string[] = [];
  const missingParts: Error[] = [];
  let ids = 0;

  const call = (async (key: string, input: { body: Sent }, signal?: AbortSignal) => {
    if (key !== SEND) return (server.call as unknown as typeof call)(key, input, signal);
    sends.push(input.body);
    const refusal = refusals.shift();
    if (refusal) throw refusal();
    const { client_id, content = null, attachment_ids = [] } = input.body;
    const attachments = attachment_ids.map((id) => ({ id, filename: '', mime: '', size_bytes: 3 }));
    return myMessage(sends.length, { client_id, content, attachments });
  }) as unknown as Call & ((...args: unknown[]) => Promise<unknown>);

  const openPage = async () => {
    const bus = channels.openBus();
    const uploads: Uploads = openUploads(server, bus, clock.timers);
    const outbox = createOutbox({
      send: makeSendItem({
        call,
        storage,
        socketId: () => undefined,
        onEvent: () => undefined,
        loadUploads: async () => {
          const missing = missingParts.shift();
          if (missing) throw missing;
          return uploads;
        },
      }),
      onSent: () => undefined,
      onAlreadyDelivered: ({ clientId }) => there.push(clientId),
      onGone: ({ files = [] }) => uploads.remove(files.map(({ fileId }) => fileId)),
      storage,
      bus,
      timers: clock.timers,
      random: () => 1,
      newId: () => `id-${++ids}`,
      now: () => Date.UTC(2026, 0, 1) + clock.now(),
    });
    await outbox.start();
    await outbox.setLeading(true);
    return {
      outbox,
      items: () => outbox.store.getState().items,
      send: (content: string, ...names: string[]) => {
        const files = names.map((name) => aFile(name));
        for (const file of files) uploads.begin(file, kept());
        const handed = uploads.handOver(
          files.map(({ fileId }) => fileId),
          true,
        );
        return outbox.enqueue(CONVERSATION, { content, files }, handed);
      },
      close: () => {
        outbox.stop({ isForgotten: false });
        uploads.stop();
      },
    };
  };
  return { clock, storage, server, sends, refusals, missingParts, there, openPage };
};
