import { aRegistration } from '../builders.ts';
import { send } from '../ports/actions.ts';
import { coreScene } from './core-scene.ts';

/** Ada and Bob have both written; Cem and Dan are registered; Eve has not finished registering. */
export const peopleScene = async () => {
  const scene = await coreScene();
  const { stores, ada, bob, conversation, caller, another } = scene;
  for (const { id } of [ada, bob]) await send(stores, conversation.id, { senderId: id });
  const dan = await another({ username: 'dan' });
  const cem = await another({ username: 'cem' });
  const eve = aRegistration({ username: 'eve' });
  await stores.users.claim(eve);
  return { ...scene, cem, dan, eve, dead: { ...caller, issuedAt: -1 } };
};
