import { randomUUID } from 'node:crypto';
import { limits } from '#contracts/limits.ts';
import { inNewScene, inScene, type Provocations } from './provocation.ts';

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
  'answer-request': {
    conversation_not_found: inScene(({ as, ada }) =>
      as(ada)('PUT', `/conversations/${randomUUID()}/request`, { answer: 'accepted' }),
    ),
    no_request: inScene(({ as, ada, conversationId }) =>
      as(ada)('PUT', `/conversations/${conversationId}/request`, { answer: 'declined' }),
    ),
  },
} satisfies Partial<Provocations>;
