import type { Message } from '#core/domain/message.ts';
import { messageId } from '#core/domain/message-id.ts';
import { openBetween, send } from '../ports/actions.ts';
import { coreScene } from './core-scene.ts';

/** Ada, who calls, wrote 1 and 3, Bob 2 and 4; there is another conversation of Bob and Cem. */
export const readingScene = async () => {
  const scene = await coreScene();
  const { stores, ada, bob, conversation, caller, another, clock } = scene;
  const messages: Message[] = [];
  for (const { id } of [ada, bob, ada, bob]) {
    clock.advance(1_000);
    const content = `${messages.length + 1}`;
    messages.push((await send(stores, conversation.id, { senderId: id, content })).message);
  }
  const cem = await another();
  const foreign = await openBetween(stores, bob, cem);
  const dead = { ...caller, issuedAt: -1 };
  const idOf = (seq: number) => messageId(conversation.id, seq);
  const current = async () => {
    const found = await stores.conversations.get(conversation.id);
    if (!found) throw new Error('no conversation');
    return found;
  };
  return { ...scene, messages, cem, foreign, dead, idOf, current };
};
