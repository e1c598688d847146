import { randomUUID } from 'node:crypto';
import { disappearingSeconds } from '#contracts/http/disappearing/times.ts';
import { makeSetDisappearing } from '#core/usecases/conversations/set-disappearing.ts';
import type { SendDeps } from '#core/usecases/messages/send-message.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { aCaller } from '../../../test/support/builders.ts';
import { openBetween, register, send } from '../../../test/support/ports/actions.ts';
import { removeExpired } from '../../../test/support/ports/expiring.ts';
import type { Stores } from '../../../test/support/ports/stores.ts';

type Measure = (name: string, work: () => Promise<unknown>, budget?: string) => Promise<void>;

const [day] = disappearingSeconds;

/** Moves the clock of the stores: measure everything else before. */
export const measureDisappearing = async (
  stores: Stores,
  deps: SendDeps & Parameters<typeof makeSetDisappearing>[0],
  content: string,
  measure: Measure,
): Promise<void> => {
  const [ann, bob] = [await register(stores), await register(stores)];
  const { id: conversationId } = await openBetween(stores, ann, bob);
  await send(stores, conversationId, { senderId: bob.id, content });
  await send(stores, conversationId, { senderId: ann.id, content });
  const caller = aCaller({ userId: ann.id });
  const measured = { ...stores, conversations: deps.conversations };
  const sendOne = async (): Promise<void> => {
    const sent = await makeSendMessage(deps).inConversation(caller, conversationId, {
      content,
      clientId: randomUUID(),
    });
    if (!sent.ok) throw new Error(sent.code);
  };
  await measure('disappearing messages: set the time', async () => {
    const set = await makeSetDisappearing(deps)(caller, { conversationId, after: day });
    if (!set.ok) throw new Error(set.code);
  });
  await measure('disappearing messages: send the first', sendOne);
  await measure('disappearing messages: send another', sendOne);
  await measure('disappearing messages: hourly pass, nothing due', () => removeExpired(measured));
  stores.clock.advance(2 * day * 1_000);
  await measure('disappearing messages: hourly pass removes two', () => removeExpired(measured));
};
