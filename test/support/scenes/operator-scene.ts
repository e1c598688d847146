import type { Directory } from '#core/ports/directory.ts';
import { makeOperateAccount } from '#core/usecases/operator/operate-account.ts';
import { aCaller, aClient } from '#test/support/builders.ts';
import { coreScene } from './core-scene.ts';

const password = 'Engine-1843';
const address = '192.0.2.7';

/** Ann is an operator. Ada and Bob are people. */
export const operatorScene = async () => {
  const scene = await coreScene();
  const ann = await scene.another({ username: 'ann' });
  await scene.deps.users.setOperator(ann.id, true);
  scene.people.passwords.set(ann.id, password);
  const figures: Awaited<ReturnType<Directory['figures']>> = { people: 3 };
  const directory: Directory = {
    page: async (cursor) =>
      cursor === 'elsewhere' ? null : { ids: [ann.id, scene.ada.id], nextCursor: 'more' },
    figures: async () => figures,
  };
  const deps = {
    ...scene.deps,
    directory,
    health: { check: async () => true, parts: async () => ({ data: 'ok' as const }) },
    takesUploads: async () => false,
    registration: 'invite' as const,
  };
  const operate = makeOperateAccount(deps);
  const act = (
    action: Parameters<typeof operate>[2]['action'],
    more: { sessionId?: string; currentPassword?: string; userId?: string; as?: string } = {},
  ) => {
    const { userId = scene.ada.id, as = ann.id, ...rest } = more;
    const request = { action, currentPassword: password, address, client: aClient(), ...rest };
    return operate(aCaller({ userId: as, sessionId: `page of ${as}` }), userId, request);
  };
  const logOf = async (userId: string) =>
    (await deps.audit.list(userId)).map(({ type, action, operator, user, device }) => ({
      type,
      action,
      operator,
      user,
      device,
    }));
  return { ...scene, deps, ann, act, logOf, asAnn: aCaller({ userId: ann.id }) };
};
