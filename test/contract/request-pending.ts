import type { Message } from '#contracts/http/messages.ts';
import { requestLimits } from '#contracts/http/request-limits.ts';
import type { Answer } from '../support/client.ts';
import { inScene, type Provocation } from './provocation.ts';

type As = (method: string, path: string, json: object) => Promise<Answer>;

/** Somebody has sent as many messages as a request may bring; `last` is the last one. */
const pendingBy = (act: (as: As, last: Message) => Promise<Answer>): Provocation =>
  inScene(async ({ client, as, bob }) => {
    const stranger = await client.register();
    let sent = await client.send(stranger, bob, 'Hello');
    for (let count = 1; count < requestLimits.messages; count++) {
      sent = await client.send(stranger, bob, `${count}`);
    }
    return act(as(stranger), sent.body);
  });

export const requestPending = {
  post: {
    request_pending: pendingBy((as, { conversation_id: id }) =>
      as('POST', `/conversations/${id}/messages`, { content: 'one too many' }),
    ),
  },
  send: {
    request_pending: pendingBy((as, { receiver_id }) =>
      as('POST', '/messages', { receiver_id, text: 'one too many' }),
    ),
  },
  disappear: {
    request_pending: pendingBy((as, { conversation_id: id }) =>
      as('PUT', `/conversations/${id}/disappearing`, { after: 86_400 }),
    ),
  },
  react: {
    request_pending: pendingBy((as, { id }) =>
      as('PUT', `/messages/${id}/reaction`, { emoji: '👍' }),
    ),
  },
};
