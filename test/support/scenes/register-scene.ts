import type { RegistrationMode } from '#contracts/closed-lists.ts';
import { makeRegister, type Registration } from '#core/usecases/account/register.ts';
import { makeInvited } from '#core/usecases/invitations/invited.ts';
import { aClient } from '#test/support/builders.ts';
import { coreScene } from './core-scene.ts';

export const password = 'Right-Pass-1';
export const address = '198.51.100.1';

type RegisterDeps = Parameters<typeof makeRegister>[0];

/** `deps` may replace ports of the scene. */
export const registering = (
  deps: Omit<RegisterDeps, 'mode' | 'invited'> & Parameters<typeof makeInvited>[0],
  mode: RegistrationMode = 'open',
) => makeRegister({ ...deps, mode, invited: makeInvited(deps) });

/** Ann registers, in a registration mode. `counted`: the counters with their counts. */
export const registerScene = async (mode: RegistrationMode = 'open') => {
  const scene = await coreScene();
  const wanted = { username: 'ann', password, address, client: aClient() };
  const register = (more: Partial<Registration> = {}) =>
    registering(scene.deps, mode)({ ...wanted, ...more });
  const counted = () =>
    scene.db
      .all('SELECT key, count FROM counters ORDER BY key')
      .map(({ key, count }) => [key, count]);
  return { ...scene, wanted, register, counted };
};
