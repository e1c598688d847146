import type { Session } from '#core/domain/session.ts';
import { aCaller, aSession } from '../builders.ts';
import { startTime } from '../fakes.ts';
import { coreScene } from './core-scene.ts';

/** Ada has two sessions, and a stranger's token is invalid for them. */
export const sessionScene = async () => {
  const scene = await coreScene();
  const { ada, people } = scene;
  const own = (id: string, lastSeenAt: number): Session => aSession({ id, lastSeenAt });
  people.sessions.set(ada.id, [own('first', startTime), own('second', startTime + 1_000)]);
  const caller = aCaller({ userId: ada.id, sessionId: 'first' });
  return { ...scene, caller, dead: { ...caller, issuedAt: -1 } };
};
