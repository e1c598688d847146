import { aConnection } from '../builders.ts';
import { coreScene } from './core-scene.ts';

export const errorEvent = (code: number | string, detail: string) => ({
  type: 'error',
  payload: { code, detail },
});
/** The event for a socket whose session has ended. */
export const endedEvent = errorEvent(4401, 'Connect again.');

/** Ada, with one open socket. */
export const socketScene = async () => {
  const scene = await coreScene();
  const { deps, ada, clock } = scene;
  const socket = aConnection({
    id: 'socket',
    userId: ada.id,
    connectedAt: clock.now(),
    expiresAt: clock.now() + 660_000,
  });
  await deps.connections.add(socket);
  return { ...scene, socket };
};
