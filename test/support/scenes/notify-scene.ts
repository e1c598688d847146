import { messageId } from '#core/domain/message-id.ts';
import type { User } from '#core/domain/user.ts';
import type { WebPush, WebPushOutcome, WebPushSubscription } from '#core/ports/web-push.ts';
import { makeReadUpTo } from '#core/usecases/conversations/read-up-to.ts';
import { makeDeleteMessage } from '#core/usecases/messages/change-message.ts';
import { makeNotifyMessage } from '#core/usecases/notifications/notify-message.ts';
import { aCaller, aSubscription } from '../builders.ts';
import { sendingScene } from './sending-scene.ts';

const accepted: WebPushOutcome = { kind: 'accepted' };

/** Bob has a phone and a laptop with push subscriptions; Ada writes to him. */
export const notifyScene = async () => {
  const scene = await sendingScene();
  const { deps, bob, conversation } = scene;
  const phone = aSubscription({ userId: bob.id, sessionId: 'phone' });
  const laptop = aSubscription({ userId: bob.id, sessionId: 'laptop', preview: 'name' });
  for (const one of [phone, laptop]) await deps.subscriptions.put(one);
  const sent: { to: WebPushSubscription; push: WebPush }[] = [];
  const outcomes = new Map<string, WebPushOutcome>();
  const refused: unknown[] = [];
  const sender = {
    publicKey: async () => 'key',
    accepts: () => true,
    send: async (to: WebPushSubscription, push: WebPush) => {
      sent.push({ to, push });
      return outcomes.get(to.sessionId) ?? accepted;
    },
  };
  const notifyWith = makeNotifyMessage({ ...deps, sender }, (refusal) => refused.push(refusal));
  const write = async (content: string, asBob = false): Promise<number> => {
    const { sending } = scene;
    const caller = asBob ? scene.asBob : scene.caller;
    const result = await sending.inConversation(caller, conversation.id, { content });
    if (!result.ok) throw new Error(result.code);
    return result.value.message.seq;
  };
  return {
    ...scene,
    phone,
    laptop,
    outcomes,
    refused,
    write,
    readAs: (user: User, seq: number) =>
      makeReadUpTo(deps)(aCaller({ userId: user.id }), { conversationId: conversation.id, seq }),
    deleteAs: (user: User, seq: number) =>
      makeDeleteMessage(deps)(aCaller({ userId: user.id }), {
        id: messageId(conversation.id, seq),
        onlyUnread: false,
      }),
    notify: (seq: number, attempt?: Parameters<typeof notifyWith>[1]) =>
      notifyWith({ conversationId: conversation.id, seq }, attempt),
    /** The sessions that were notified since the last call. */
    notified: () =>
      sent
        .splice(0)
        .map(({ to }) => to.sessionId)
        .sort(),
    sent,
  };
};
