import { env as postMessageEnv } from '../../functions/http/post-message/env.ts';
import { env as sendMessageEnv } from '../../functions/http/send-message/env.ts';
import { together } from '../constructs/binding.ts';
import type { Resources } from './endpoint.ts';
import { endpoint, pushing, sizes } from './endpoint.ts';

/** Both sends may name the receiver or the conversation: they share a use case, and so its rights. */
const sending = (resources: Resources) =>
  together(
    resources.table.uses(
      'UserStore.get',
      'ConversationStore.findByPair',
      'ConversationStore.open',
      'ConversationStore.get',
      'ConversationStore.getMessage',
      'ConversationStore.change',
    ),
    ...pushing(resources),
  );

export const messageEndpoints = {
  'send-message': endpoint({ env: sendMessageEnv, ...sizes.fast, backend: sending }),
  'post-message': endpoint({ env: postMessageEnv, ...sizes.fast, backend: sending }),
};
