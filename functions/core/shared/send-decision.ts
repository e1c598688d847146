import type { Attachment } from '../domain/attachment.ts';
import type { Conversation } from '../domain/conversation.ts';
import { haveBothWritten, peerOf } from '../domain/conversation.ts';
import type { Message, MessageAttachment } from '../domain/message.ts';
import type { OtherMember } from '../domain/privacy.ts';
import { mayBeSent } from '../domain/requests/message-request.ts';
import type { Draft } from '../domain/send.ts';
import { sendChange } from '../domain/send.ts';
import type { Caller, User } from '../domain/user.ts';
import { isReachable, isTokenAccepted } from '../domain/user.ts';
import type { Decision, Snapshot } from '../ports/conversations.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { expectProfile } from './other-member.ts';
import { blocked, requestPending, unauthenticated, userNotFound } from './refusals.ts';

export type SendRefusal =
  | 'unauthenticated'
  | 'blocked'
  | 'user_not_found'
  | 'message_not_found'
  | 'request_pending'
  | 'client_id_reused'
  | 'invalid_attachment';

export interface Sent {
  readonly message: Message;
  readonly conversation: Conversation;
  readonly created: boolean;
  /**
   * The sender and the other member. If one has blocked the other, only the sender's devices receive the
   * event.
   */
  readonly member: User;
  readonly other: OtherMember<User>;
  /** With this message `haveBothWritten` becomes true. */
  readonly acquaints: boolean;
}

/** Selects the attachments of a message from the snapshot. */
export type TakeAttachments = (
  snapshot: Snapshot,
) => Result<readonly MessageAttachment[], 'invalid_attachment'>;

export interface Attempt {
  readonly caller: Caller;
  readonly draft: Omit<Draft, 'attachments'>;
  readonly take: TakeAttachments;
  readonly hasFiles: boolean;
  readonly repliesToNothing: boolean;
}

const brokenRule = (attachment: Attachment | undefined, ownerId: string): string | null => {
  if (attachment?.ownerId !== ownerId) return 'names no attachment of yours';
  if (attachment.state === 'sent') return 'was sent already';
  return attachment.state === 'pending' ? 'is not complete' : null;
};

const inMessage = (attachment: Attachment): MessageAttachment => ({
  id: attachment.id,
  filename: attachment.filename,
  mime: attachment.mime,
  sizeBytes: attachment.sizeBytes,
  ...(attachment.width !== undefined && { width: attachment.width }),
  ...(attachment.height !== undefined && { height: attachment.height }),
  ...(attachment.recording && { recording: attachment.recording }),
});

/** Completed attachments of the sender that are in no message yet, in the order of the ids. */
export const takeOwn =
  (ownerId: string, ids: readonly string[]): TakeAttachments =>
  ({ attachments }) => {
    const taken: MessageAttachment[] = [];
    const errors = ids.flatMap((id, index) => {
      const attachment = attachments.get(id);
      const message = brokenRule(attachment, ownerId);
      if (attachment && !message) taken.push(inMessage(attachment));
      return message ? [{ path: `body.attachment_ids.${index}`, message }] : [];
    });
    if (errors.length === 0) return ok(taken);
    const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
    return fail('invalid_attachment', { detail, errors });
  };

const reused = fail('client_id_reused', { detail: 'client_id was used for another request.' });
/** `reply_to_id` is not a message of this conversation. */
export const noReply = fail('message_not_found', {
  detail: 'reply_to_id is not a message of this conversation.',
});

/** Pure: may run again on a newer snapshot. A used `client_id` is checked before everything else. */
export const decideSend = (
  snapshot: Snapshot,
  { caller, draft, take, hasFiles, repliesToNothing }: Attempt,
  now: number,
): Decision<Result<Sent, SendRefusal>> => {
  const { conversation, users, guard, guarded, isBlocked } = snapshot;
  const member = users.get(caller.userId);
  if (!isTokenAccepted(member, caller)) return { result: unauthenticated };
  if (!conversation) throw new Error('a conversation is never removed');
  const receiver = users.get(peerOf(conversation, caller.userId));
  if (guard && guarded) {
    const other = { peer: expectProfile(receiver), isBlocked };
    const first = { message: guarded, conversation, created: false, member, other };
    return {
      result: guard.requestHash === draft.requestHash ? ok({ ...first, acquaints: false }) : reused,
    };
  }
  if (!isReachable(receiver)) return { result: userNotFound };
  if (isBlocked) return { result: blocked };
  if (repliesToNothing) return { result: noReply };
  if (!mayBeSent(conversation, member.id, { hasFiles })) return { result: requestPending };
  const taken = take(snapshot);
  if (!taken.ok) return { result: taken };
  const change = sendChange(conversation, { ...draft, attachments: taken.value }, now);
  const sent: Sent = {
    message: change.insert,
    conversation: change.conversation,
    created: true,
    member,
    other: { peer: receiver, isBlocked },
    acquaints:
      member.id !== receiver.id &&
      !haveBothWritten(conversation) &&
      haveBothWritten(change.conversation),
  };
  return { change, result: ok(sent) };
};
