import type { Cache, Call } from '#client';
import { ApiError, foldEntry, mayBeLifted } from '#client';
import type { Message } from '../../../../../functions/contracts/http/messages.ts';
import { errorWords } from '../../../strings/error-words.ts';
import { giveBack, useDrafts } from '../../../sync/drafts.ts';
import { useChanges } from '../model/message-change.ts';

/** What the author of a message does to it. */
export type Wish =
  | { readonly kind: 'edit'; readonly content: string }
  | { readonly kind: 'delete' };

interface Deps {
  readonly call: Call;
  readonly cache: Cache;
}

const tellServer = async ({ call, cache }: Deps, { id }: Message, wish: Wish): Promise<void> => {
  const params = { id };
  if (wish.kind === 'delete') {
    await call('DELETE /api/messages/{id}', { params });
    return;
  }
  const { content } = wish;
  const edited = await call('PATCH /api/messages/{id}', { params, body: { content } });
  cache.setWindow(edited.conversation_id, (window) => foldEntry(window, edited.rev, edited));
};

/** Another device, or an earlier attempt whose answer was lost, did it already. */
const isDoneAlready = (error: unknown, wish: Wish): boolean =>
  wish.kind === 'delete' && error instanceof ApiError && error.code === 'message_not_found';

/** Anything else than a refusal may be a matter of the moment. */
const canRetry = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.isTransient || mayBeLifted(error.code);

/**
 * Shows the change at once and tells the server. Refused or unanswered it is taken back, with words; the
 * text of an edit that can never succeed is a draft again.
 */
export const changeMessage = async (deps: Deps, message: Message, wish: Wish): Promise<void> => {
  const { put, drop } = useChanges.getState();
  put(message.id, { ...wish, state: 'saving', reason: null });
  const settle = (): void => {
    // What was edited is folded in; of a deletion only its event tells.
    if (wish.kind === 'edit') drop(message.id);
    else put(message.id, { ...wish, state: 'done', reason: null });
  };
  try {
    await tellServer(deps, message, wish);
    settle();
  } catch (error) {
    if (isDoneAlready(error, wish)) return settle();
    const mayHelp = canRetry(error);
    put(message.id, { ...wish, state: 'failed', reason: errorWords(error), canRetry: mayHelp });
    // What is written meanwhile stays as it is: the failed text can be copied.
    const isFree = useDrafts.getState().drafts[message.conversation_id] === undefined;
    if (wish.kind === 'edit' && !mayHelp && isFree) giveBack(message.conversation_id, wish.content);
  }
};
