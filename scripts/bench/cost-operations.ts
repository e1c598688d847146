import { limits } from '#contracts/limits.ts';
import { forever } from '#core/domain/member-settings.ts';
import { messageId } from '#core/domain/message-id.ts';
import { makeListConversations } from '#core/usecases/conversations/list-conversations.ts';
import { makeListMessages } from '#core/usecases/conversations/list-messages.ts';
import { makeReadUpTo } from '#core/usecases/conversations/read-up-to.ts';
import { makeUpdateSettings } from '#core/usecases/conversations/update-settings.ts';
import { makeChangeMarks } from '#core/usecases/marks/change-marks.ts';
import {
  makeDeleteMessage,
  makeEditMessage,
  makeReadMessage,
} from '#core/usecases/messages/change-message.ts';
import { makePutReaction } from '#core/usecases/messages/react-to-message.ts';
import { makeSearchMessages } from '#core/usecases/messages/search-messages.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { dynamoConversationStore } from '#functions/adapters/aws/dynamodb/conversations/conversation-store.ts';
import { dynamoMemberSettingsStore } from '#functions/adapters/aws/dynamodb/conversations/member-settings-store.ts';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import { dynamoBlockStore } from '#functions/adapters/aws/dynamodb/users/block-store.ts';
import { dynamoUserStore } from '#functions/adapters/aws/dynamodb/users/user-store.ts';
import { aCaller } from '../../test/support/builders.ts';
import { openBetween, register, send, sendMany } from '../../test/support/ports/actions.ts';
import { meterCapacity, type Units } from '../../test/support/ports/consumed-capacity.ts';
import { dynamoHome } from '../../test/support/ports/dynamo-home.ts';
import { measureAttachments } from './cost-attachments.ts';
import { measureInvitations } from './cost-invitations.ts';
import { measureNotifications } from './cost-notifications.ts';
import { measureOperators } from './cost-operators.ts';
import { measureSessions } from './cost-sessions.ts';
import { measureSockets } from './cost-sockets.ts';
import { measureDisappearing } from './operations/disappearing.ts';
import { measureSignIns } from './operations/sign-ins.ts';

export interface Operation {
  readonly name: string;
  readonly units: Units;
  readonly budget?: string;
}

/** 550 bytes: the longest text whose message fits into one write unit. */
const text = 'long '.repeat(110);

/**
 * Whole use cases without contention, in an existing conversation, including the caller's profile.
 */
export const measureOperations = async (endpoint: string): Promise<Operation[]> => {
  const home = dynamoHome(endpoint);
  const stores = await home.openStores();
  const client = documentClient(home.config);
  const mirror = await home.openTable(stores.clock);
  const { unitsOf } = meterCapacity(client, home.client, mirror.name);
  const table = { ...stores.table, client };
  const { clock, ids } = stores;
  const users = dynamoUserStore(table);
  const conversations = dynamoConversationStore(table);
  const blocks = dynamoBlockStore(table);
  const settings = dynamoMemberSettingsStore(table);
  const ports = { users, conversations, blocks, settings, clock, ids };
  const deps = { ...ports, push: async () => undefined, requests: 'on' as const };

  const [ann, bob] = [await register(stores), await register(stores)];
  const conversation = await openBetween(stores, ann, bob);
  await send(stores, conversation.id, { senderId: bob.id, content: text });
  const people = [ann.id];
  for (let count = 1; count < 20; count++) {
    const friend = await register(stores);
    people.push(friend.id);
    const other = await openBetween(stores, ann, friend);
    await send(stores, other.id, { senderId: ann.id, content: text });
  }
  const [caller, peer] = [aCaller({ userId: ann.id }), aCaller({ userId: bob.id })];
  const conversationId = conversation.id;
  const measured: Operation[] = [];
  const measure = async (name: string, work: () => Promise<unknown>, budget?: string) => {
    measured.push({ name, units: await unitsOf(work), ...(budget && { budget }) });
  };

  let id = '';
  await measure(
    'send, text of 550 bytes',
    async () => {
      const sent = await makeSendMessage(deps).inConversation(caller, conversationId, {
        content: text,
      });
      if (!sent.ok) throw new Error(sent.code);
      id = sent.value.message.id;
    },
    '6 write, 5.5 read',
  );
  const edit = () => makeEditMessage(deps)(caller, { id, content: 'short' });
  await measure('edit', edit, '6 write');
  const react = () => makePutReaction(deps)(peer, { id, emoji: '👍' });
  await measure('react', react, '6 write');
  await measure('read one message', () => makeReadMessage(deps)(peer, id), '6 write');
  const remove = () => makeDeleteMessage(deps)(caller, { id, onlyUnread: false });
  await measure('delete', remove, '6 write');
  await measure(
    'read up to the last',
    () => makeReadUpTo(deps)(caller, { conversationId, seq: 1_000 }),
    '1 write, 4 read',
  );
  await measure(
    'mute, archive or mark as unread',
    () => makeUpdateSettings(deps)(caller, { conversationId, mutedUntil: forever }),
    '1 write',
  );
  await measure(
    'pin',
    () => makeUpdateSettings(deps)(caller, { conversationId, isPinned: true }),
    '4 write',
  );
  await measure(
    'list of 20 conversations',
    () => makeListConversations(deps)(caller, { page: 1, size: 20, view: 'main' }),
    'at most 22 read',
  );
  await sendMany(stores, conversationId, ann.id, 60);
  await measure(
    'page of 50 short messages',
    () => makeListMessages(deps)(caller, { conversationId, limit: 50 }),
    'at most 4 read',
  );
  const changeMarks = makeChangeMarks(deps);
  const [starred] = await sendMany(stores, conversationId, ann.id, 1);
  if (!starred) throw new Error('nothing was sent');
  const star = [messageId(conversationId, starred.seq)];
  await measure('star', () => changeMarks(caller, { conversationId, star }), '4 write');
  await measure(
    'delete for oneself',
    () => changeMarks(caller, { conversationId, hide: star }),
    '4 write',
  );
  await measure('search in 100 messages of 21 conversations', () =>
    makeSearchMessages(deps)(caller, {
      q: 'none',
      conversationId: undefined,
      cursor: undefined,
      limit: 20,
    }),
  );
  const photo = (fill: number) => ({
    hash: String(fill).repeat(22),
    mime: 'image/webp',
    bytes: new Uint8Array(limits.photo.maxBytes).fill(fill),
  });
  await measure('profile: set a display name of 12 characters', () =>
    users.update(ann.id, { displayName: 'Ann Example!' }, clock.now()),
  );
  await measure('profile: set a photo of 24 KB', () =>
    users.update(ann.id, { photo: photo(1) }, clock.now()),
  );
  await measure('profile: replace a photo of 24 KB', () =>
    users.update(ann.id, { photo: photo(2) }, clock.now()),
  );
  await measure('photo of 24 KB: load it', () => users.getPhoto(ann.id, photo(2).hash));
  await measureSessions(table, deps, { caller, peer }, measure);
  await measureAttachments(table, deps, { caller, peer }, measure);
  const [writer, receiver] = [await register(stores), await register(stores)];
  const written = await openBetween(stores, writer, receiver);
  await send(stores, written.id, { senderId: writer.id, content: text });
  const message = { conversationId: written.id, seq: 1 };
  await measureNotifications(table, deps, { receiverId: receiver.id, message }, measure);
  await measureSockets(table, deps, { caller, peer, conversationId }, measure);
  // Last, since it opens a conversation of the caller, whose number other figures depend on.
  const invited = aCaller({ userId: (await register(stores)).id });
  await measureInvitations(table, deps, { caller, invited }, measure);
  await measureOperators(table, deps, { caller, people }, measure);
  await measureSignIns(table, stores, measure);
  await measureDisappearing(stores, deps, text, measure);
  return measured;
};
