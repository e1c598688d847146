import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { unpackHash } from '#functions/adapters/local/sqlite/guards/packed.ts';
import { aCaller } from '../builders.ts';
import { coreScene } from './core-scene.ts';

/** Ada, who calls, and Bob in a conversation without messages. */
export const sendingScene = async () => {
  const scene = await coreScene();
  const { deps, caller, conversation, ada, bob, db } = scene;
  const sending = makeSendMessage(deps);
  const send = (request: Parameters<typeof sending.inConversation>[2] = { content: 'Hello.' }) =>
    sending.inConversation(caller, conversation.id, request);
  const guard = () => {
    const row = db.get('SELECT request_hash FROM guards');
    return row && unpackHash(row['request_hash']);
  };
  return {
    ...scene,
    sending,
    send,
    guard,
    asBob: aCaller({ userId: bob.id }),
    dead: { ...caller, issuedAt: -1 },
    both: [ada.id, bob.id].sort(),
  };
};
