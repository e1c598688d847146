import type { Cache, Call } from '#client';
import { ApiError, expiryOf, foldEntry, mayBeLifted, serverNow } from '#client';
import type { Message } from '#contracts/http/messages.ts';
import { errorWords } from '#site/strings/error-words.ts';
import { appendToDraft, useDrafts } from '#site/sync/drafts.ts';
import { useChanges } from '../model/message-change.ts';

/** A change by the author of a message. */
export type ChangeRequest =
  | { readonly kind: 'edit'; readonly content: string }
  | { readonly kind: 'delete' };

interface Deps {
  readonly call: Call;
  readonly cache: Cache;
}

const sendChange = async (
  { call, cache }: Deps,
  { id }: Message,
  request: ChangeRequest,
): Promise<void> => {
  const params = { id };
  if (request.kind === 'delete') {
    await call('DELETE /api/messages/{id}', { params });
    return;
  }
  const { content } = request;
  const edited = await call('PATCH /api/messages/{id}', { params, body: { content } });
  cache.setWindow(edited.conversation_id, (window) => foldEntry(window, edited.rev, edited));
};

/** Another device, or an earlier attempt whose answer was lost, has already deleted it. */
const isDoneAlready = (error: unknown, request: ChangeRequest): boolean =>
  request.kind === 'delete' && error instanceof ApiError && error.code === 'message_not_found';

/** True unless the server refused it for good. */
const canRetry = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.isTransient || mayBeLifted(error.code);

/**
 * Shows the change at once and sends it. If it fails, reverts it and shows why; the text of an edit
 * that can never succeed becomes a draft.
 */
export const changeMessage = async (
  deps: Deps,
  message: Message,
  request: ChangeRequest,
): Promise<void> => {
  const { put, drop } = useChanges.getState();
  put(message.id, { ...request, state: 'saving', reason: null });
  const settle = (): void => {
    // The answer to an edit is applied to the cache; a deletion is applied by its event.
    if (request.kind === 'edit') drop(message.id);
    else put(message.id, { ...request, state: 'done', reason: null });
  };
  try {
    await sendChange(deps, message, request);
    settle();
  } catch (error) {
    if (isDoneAlready(error, request)) return settle();
    // Its text is a part of the message.
    if (expiryOf(message) <= serverNow()) return drop(message.id);
    const mayHelp = canRetry(error);
    put(message.id, { ...request, state: 'failed', reason: errorWords(error), canRetry: mayHelp });
    // Does not overwrite a draft: the failed text can be copied from its message.
    const isFree = useDrafts.getState().drafts[message.conversation_id] === undefined;
    if (request.kind === 'edit' && !mayHelp && isFree)
      appendToDraft(message.conversation_id, request.content);
  }
};
