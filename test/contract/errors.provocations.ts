import { randomUUID } from 'node:crypto';
import { limits } from '#contracts/limits.ts';
import { messageId } from '#core/domain/message-id.ts';
import type { Answer } from '../support/client.ts';
import { repeatUntil, type Scene } from '../support/openapi/world.ts';
import { adminProvocations } from './admin.provocations.ts';
import {
  attachmentProvocations,
  postingFiles,
  sendingNoAttachment,
} from './attachments.provocations.ts';
import { codeRequired, factorProvocations, passwordNeedsCode } from './factor.provocations.ts';
import { invitationProvocations } from './invitations.provocations.ts';
import { passkeyProvocations } from './passkeys.provocations.ts';
import { peopleProvocations } from './people.provocations.ts';
import { inNewScene, inScene, type Provocations } from './provocation.ts';
import { pushProvocations } from './push.provocations.ts';
import { requestPending } from './request-pending.ts';
import { settingsProvocations } from './settings.provocations.ts';
import { foreignOrigin, signInProvocations, wrongPassword } from './sign-in.provocations.ts';

const changingPassword = ({ as, ada }: Scene) =>
  as(ada)('POST', '/auth/password', {
    current_password: wrongPassword,
    new_password: 'Another-Pass-1',
  });

const unknownConversation = (method: string, rest: string, json?: object) => ({
  conversation_not_found: inScene(({ as, ada }) =>
    as(ada)(method, `/conversations/${randomUUID()}${rest}`, json),
  ),
});

const unknownMessage = (method: string, rest = '', json?: object) => ({
  message_not_found: inScene(({ as, ada }) =>
    as(ada)(method, `/messages/${messageId(randomUUID(), 1)}${rest}`, json),
  ),
});

const reusedClientId = (send: (scene: Scene, text: string, client_id: string) => Promise<Answer>) =>
  inScene(async (scene) => {
    const clientId = randomUUID();
    await send(scene, 'one thing', clientId);
    return send(scene, 'another thing', clientId);
  });

const blockedBy = (act: (scene: Scene) => Promise<Answer>) =>
  inNewScene(async (scene) => {
    await scene.as(scene.bob)('PUT', `/users/${scene.ada.id}/block`);
    return act(scene);
  });

/**
 * By route and code. errors.test.ts provokes the refusals that all routes share (no token, invalid request,
 * body too large, bug, busy store); an entry here takes precedence.
 */
export const provocations: Provocations = {
  ...adminProvocations,
  ...signInProvocations,
  ...factorProvocations,
  ...codeRequired,
  'refresh-token': {
    invalid_refresh_token: inScene(({ client }) =>
      client.call('POST', '/auth/refresh', { json: { refresh_token: 'none' } }),
    ),
    too_many_attempts: inNewScene(({ client, ada }) =>
      repeatUntil(429, limits.session.maxSuccessors + 1, () =>
        client.call('POST', '/auth/refresh', { json: { refresh_token: ada.refreshToken } }),
      ),
    ),
    forbidden_origin: foreignOrigin('/auth/refresh', {}),
  },
  'end-session': {
    session_not_found: inScene(({ as, ada }) =>
      as(ada)('DELETE', `/auth/sessions/${randomUUID()}`),
    ),
  },
  ...pushProvocations,
  logout: {
    unauthenticated: inScene(({ client }) =>
      client.call('POST', '/auth/logout', { json: { everywhere: true } }),
    ),
    forbidden_origin: foreignOrigin('/auth/logout', {}),
  },
  'change-password': {
    ...passwordNeedsCode,
    invalid_password: inScene(changingPassword),
    too_many_attempts: inNewScene((scene) =>
      repeatUntil(429, limits.attempts.perNameAndAddress + 1, () => changingPassword(scene)),
    ),
    forbidden_origin: inScene(({ client, ada }) =>
      client.call('POST', '/auth/password', {
        token: ada.token,
        json: { current_password: ada.password, new_password: 'Another-Pass-1' },
        headers: { 'x-parley-client': 'web' },
      }),
    ),
  },
  ...invitationProvocations,
  ...passkeyProvocations,
  ...peopleProvocations,
  'open-conversation': {
    blocked: inNewScene(async ({ client, as, ada }) => {
      const stranger = await client.register();
      await as(stranger)('PUT', `/users/${ada.id}/block`);
      return as(ada)('POST', '/conversations', { peer_id: stranger.id });
    }),
    user_not_found: inScene(({ as, ada }) =>
      as(ada)('POST', '/conversations', { peer_id: randomUUID() }),
    ),
  },
  'get-conversation': unknownConversation('GET', ''),
  'list-messages': unknownConversation('GET', '/messages'),
  'read-log': unknownConversation('GET', '/log'),
  'read-up-to': unknownConversation('POST', '/read', { seq: 1 }),
  'search-messages': {
    conversation_not_found: inScene(({ as, ada }) =>
      as(ada)('GET', `/search?q=hello&conversation_id=${randomUUID()}`),
    ),
  },
  ...settingsProvocations,
  'post-message': {
    ...unknownConversation('POST', '/messages', { content: 'Hello' }),
    ...requestPending.post,
    blocked: blockedBy(({ post }) => post({ content: 'Hello' })),
    user_not_found: inNewScene(async ({ as, bob, post }) => {
      await as(bob)('DELETE', '/users/me');
      return post({ content: 'Hello' });
    }),
    message_not_found: inScene(({ post, conversationId }) =>
      post({ content: 'Hello', reply_to_id: messageId(conversationId, 99) }),
    ),
    client_id_reused: reusedClientId(({ post }, content, client_id) =>
      post({ content, client_id }),
    ),
    ...postingFiles,
    invalid_attachment: sendingNoAttachment(({ post }, json) => post(json)),
  },
  'send-message': {
    ...requestPending.send,
    blocked: blockedBy(({ sendTo, bob }) => sendTo(bob.id)),
    user_not_found: inScene(({ sendTo }) => sendTo(randomUUID())),
    message_not_found: inScene(({ sendTo, bob, conversationId }) =>
      sendTo(bob.id, { reply_to_id: messageId(conversationId, 99) }),
    ),
    client_id_reused: reusedClientId(({ sendTo, bob }, text, client_id) =>
      sendTo(bob.id, { text, client_id }),
    ),
    invalid_attachment: sendingNoAttachment(({ sendTo, bob }, json) => sendTo(bob.id, json)),
  },
  ...attachmentProvocations,
  'get-message': unknownMessage('GET'),
  'read-message': unknownMessage('POST', '/read'),
  'edit-message': {
    ...unknownMessage('PATCH', '', { content: 'Hello again' }),
    blocked: inNewScene(async ({ as, ada, bob, newMessageId }) => {
      const id = await newMessageId();
      await as(bob)('PUT', `/users/${ada.id}/block`);
      return as(ada)('PATCH', `/messages/${id}`, { content: 'Hello again' });
    }),
    not_author: inScene(async ({ as, bob, newMessageId }) =>
      as(bob)('PATCH', `/messages/${await newMessageId()}`, { content: 'Mine' }),
    ),
    message_deleted: inScene(async ({ as, ada, newMessageId }) => {
      const id = await newMessageId();
      await as(ada)('DELETE', `/messages/${id}`);
      return as(ada)('PATCH', `/messages/${id}`, { content: 'Back' });
    }),
    too_many_edits: inScene(async ({ as, ada, newMessageId }) => {
      const id = await newMessageId();
      let edits = 0;
      return repeatUntil(409, limits.message.maxEdits + 1, () =>
        as(ada)('PATCH', `/messages/${id}`, { content: `Edit ${++edits}` }),
      );
    }),
  },
  'put-reaction': {
    ...unknownMessage('PUT', '/reaction', { emoji: '👍' }),
    ...requestPending.react,
    blocked: inNewScene(async ({ as, ada, bob, newMessageId }) => {
      const id = await newMessageId();
      await as(bob)('PUT', `/users/${ada.id}/block`);
      return as(ada)('PUT', `/messages/${id}/reaction`, { emoji: '👍' });
    }),
    message_deleted: inScene(async ({ as, ada, bob, newMessageId }) => {
      const id = await newMessageId();
      await as(ada)('DELETE', `/messages/${id}`);
      return as(bob)('PUT', `/messages/${id}/reaction`, { emoji: '👍' });
    }),
  },
  'delete-reaction': unknownMessage('DELETE', '/reaction'),
  'delete-message': {
    ...unknownMessage('DELETE'),
    not_author: inScene(async ({ as, bob, newMessageId }) =>
      as(bob)('DELETE', `/messages/${await newMessageId()}`),
    ),
    message_read: inScene(async ({ as, ada, bob, newMessageId }) => {
      const id = await newMessageId();
      await as(bob)('POST', `/messages/${id}/read`);
      return as(ada)('DELETE', `/messages/${id}?only_unread=true`);
    }),
  },
};
