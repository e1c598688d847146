import { randomUUID } from 'node:crypto';
import { markLimits } from '#contracts/http/marks/mark-limits.ts';
import { limits } from '#contracts/limits.ts';
import { inNewScene, inScene, type Provocations } from './provocation.ts';
import { requestPending } from './request-pending.ts';

/** Writes and marks messages until one is too many. Who has written too many for a second writes again. */
const untilTooMany = (mark: 'star' | 'hide', limit: number) =>
  inNewScene(async ({ as, ada, bob, conversationId }) => {
    await as(bob)('PUT', `/conversations/${conversationId}/request`, { answer: 'accepted' });
    const write = async (_: unknown, index: number) => {
      const call = as(index % 2 === 0 ? ada : bob);
      const json = { content: 'one of many' };
      for (;;) {
        const sent = await call('POST', `/conversations/${conversationId}/messages`, json);
        if (sent.status !== 429) return sent;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    for (let marked = 0; ; marked += markLimits.atOnce) {
      const sent = await Promise.all(Array.from({ length: markLimits.atOnce }, write));
      const answer = await as(ada)('PATCH', `/conversations/${conversationId}/marks`, {
        [mark]: sent.map(({ body }) => body.id),
      });
      if (marked >= limit) return answer;
    }
  });

export const settingsProvocations = {
  'update-settings': {
    conversation_not_found: inScene(({ as, ada }) =>
      as(ada)('PATCH', `/conversations/${randomUUID()}/me`, { is_pinned: true }),
    ),
    too_many_pinned: inNewScene(async ({ client, as, ada }) => {
      for (let pinned = 0; ; pinned++) {
        const { id: peer_id } = await client.register();
        const { body } = await as(ada)('POST', '/conversations', { peer_id });
        const answer = await as(ada)('PATCH', `/conversations/${body.id}/me`, { is_pinned: true });
        if (pinned === limits.pinnedConversations) return answer;
      }
    }),
  },
  'change-marks': {
    conversation_not_found: inScene(({ as, ada, newMessageId }) =>
      newMessageId().then((id) =>
        as(ada)('PATCH', `/conversations/${randomUUID()}/marks`, { star: [id] }),
      ),
    ),
    message_not_found: inScene(({ as, ada, conversationId }) =>
      as(ada)('PATCH', `/conversations/${conversationId}/marks`, { star: ['none'] }),
    ),
    message_deleted: inScene(async ({ as, ada, conversationId, newMessageId }) => {
      const id = await newMessageId();
      await as(ada)('DELETE', `/messages/${id}`);
      return as(ada)('PATCH', `/conversations/${conversationId}/marks`, { star: [id] });
    }),
    too_many_starred: untilTooMany('star', markLimits.starred),
    too_many_hidden: untilTooMany('hide', markLimits.hidden),
  },
  'get-marks': {
    conversation_not_found: inScene(({ as, ada }) =>
      as(ada)('GET', `/conversations/${randomUUID()}/marks`),
    ),
  },
  'list-starred': {
    conversation_not_found: inScene(({ as, ada }) =>
      as(ada)('GET', `/starred?conversation_id=${randomUUID()}`),
    ),
  },
  'set-disappearing': {
    conversation_not_found: inScene(({ as, ada }) =>
      as(ada)('PUT', `/conversations/${randomUUID()}/disappearing`, { after: null }),
    ),
    blocked: inNewScene(async ({ as, ada, bob, conversationId }) => {
      await as(bob)('PUT', `/users/${ada.id}/block`);
      return as(ada)('PUT', `/conversations/${conversationId}/disappearing`, { after: 86_400 });
    }),
    ...requestPending.disappear,
  },
  'answer-request': {
    conversation_not_found: inScene(({ as, ada }) =>
      as(ada)('PUT', `/conversations/${randomUUID()}/request`, { answer: 'accepted' }),
    ),
    no_request: inScene(({ as, ada, conversationId }) =>
      as(ada)('PUT', `/conversations/${conversationId}/request`, { answer: 'declined' }),
    ),
  },
} satisfies Partial<Provocations>;
