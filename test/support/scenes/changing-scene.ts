import { messageId } from '#core/domain/message-id.ts';
import {
  makeDeleteMessage,
  makeEditMessage,
  makeReadMessage,
} from '#core/usecases/messages/change-message.ts';
import { makeDeleteReaction, makePutReaction } from '#core/usecases/messages/react-to-message.ts';
import { aCaller } from '../builders.ts';
import { send } from '../ports/actions.ts';
import { coreScene } from './core-scene.ts';

/** Bob wrote the first message and Ada, who calls, the second; a stranger is there, too. */
export const changingScene = async () => {
  const scene = await coreScene();
  const { deps, stores, ada, bob, conversation, caller, another, clock } = scene;
  const { message: theirs } = await send(stores, conversation.id, { senderId: bob.id });
  const { message: own } = await send(stores, conversation.id, { senderId: ada.id });
  const cem = await another();
  const idOf = (seq: number) => messageId(conversation.id, seq);
  clock.advance(1_000);
  return {
    ...scene,
    theirs,
    own,
    ownId: idOf(2),
    theirsId: idOf(1),
    stored: (seq: number) => stores.conversations.getMessage(conversation.id, seq),
    asBob: aCaller({ userId: bob.id }),
    stranger: aCaller({ userId: cem.id }),
    dead: { ...caller, issuedAt: -1 },
    edit: makeEditMessage(deps),
    remove: makeDeleteMessage(deps),
    read: makeReadMessage(deps),
    react: makePutReaction(deps),
    unreact: makeDeleteReaction(deps),
    both: [ada.id, bob.id].sort(),
  };
};
export type ChangingScene = Awaited<ReturnType<typeof changingScene>>;
