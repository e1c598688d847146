import type { SentFile } from '#contracts/http/sending/sent-files.ts';
import type { Caller } from '../../domain/user.ts';
import { fail } from '../../result.ts';
import type { makeSendMessage, SendRequest } from './send-message.ts';
import type { makeSendWithFiles } from './send-with-files.ts';

interface Deps {
  readonly sendMessage: ReturnType<typeof makeSendMessage>;
  /** Loads what only files need (inspector, blob store), so that a text does not wait for it. */
  readonly loadFiles: () => Promise<ReturnType<typeof makeSendWithFiles>>;
}

const nothingToSend = fail('validation_failed', {
  detail: 'body.content: is required without an attachment',
  errors: [{ path: 'body.content', message: 'is required without an attachment' }],
});

/** Sends a message in a conversation, with inline files if there are any. */
export const makeSendInConversation =
  ({ sendMessage, loadFiles }: Deps) =>
  async (
    caller: Caller,
    conversationId: string,
    request: SendRequest,
    files: readonly SentFile[] = [],
  ) => {
    if (request.content === undefined && !request.attachmentIds?.length && files.length === 0) {
      return nothingToSend;
    }
    if (files.length === 0) return sendMessage.inConversation(caller, conversationId, request);
    const sendWithFiles = await loadFiles();
    return sendWithFiles(caller, conversationId, request, files);
  };
