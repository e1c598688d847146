import { attachmentStore, counterStore } from '#backend';
import { blobStore, fileInspector, takesUploads } from '#backend/files';
import type { Clock, Ids } from '#core/ports/system.ts';
import type { UserStore } from '#core/ports/users.ts';
import type { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { makeSendWithFiles } from '#core/usecases/messages/send-with-files.ts';
import { fileRulesOf, type SendingFilesEnv } from '../runtime/env.ts';

/** What the send of a text has already created. */
interface Sending {
  readonly sendMessage: ReturnType<typeof makeSendMessage>;
  readonly users: UserStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Sends a message with inline files. A separate module, so that a text without files does not load it. */
export const wireSendWithFiles = (env: SendingFilesEnv, sending: Sending) =>
  makeSendWithFiles({
    ...sending,
    inspector: fileInspector,
    attachments: attachmentStore(env),
    blobs: blobStore(env),
    takesUploads: takesUploads(env),
    counters: counterStore(env),
    fileRules: fileRulesOf(env),
  });
