/** The refusals of use cases, with all fields. */
export const refusals = {
  unauthenticated: {
    ok: false,
    code: 'unauthenticated',
    detail: 'The token is no longer valid: sign in again.',
  },
  noConversation: {
    ok: false,
    code: 'conversation_not_found',
    detail: 'There is no such conversation.',
  },
  noMessage: { ok: false, code: 'message_not_found', detail: 'There is no such message.' },
  noUser: { ok: false, code: 'user_not_found', detail: 'There is no such active user.' },
  blocked: {
    ok: false,
    code: 'blocked',
    detail: 'You and this user cannot exchange messages.',
  },
  noReply: {
    ok: false,
    code: 'message_not_found',
    detail: 'reply_to_id is not a message of this conversation.',
  },
  notAuthor: {
    ok: false,
    code: 'not_author',
    detail: 'Only the author of the message may do this.',
  },
} as const;
