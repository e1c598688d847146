import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { register } from '#test/support/ports/actions.ts';
import type { OpenStores, Stores } from '#test/support/ports/stores.ts';
import { newModel } from './model.ts';
import { performAndCompare } from './perform.ts';
import { makeServer } from './server.ts';
import { type Step, step } from './steps.ts';
import type { World } from './world.ts';

const newWorld = async (stores: Stores): Promise<World> => {
  const prefix = randomBytes(6).toString('hex');
  const ids: string[] = [];
  for (const name of ['ann', 'bob', 'cem']) {
    ids.push((await register(stores, { id: stores.ids.uuid(), username: `${prefix}-${name}` })).id);
  }
  return { model: newModel(ids), server: makeServer(stores), stores, prefix, count: 0 };
};

const maxSteps = 60;

/**
 * For any actions of three users, each frame goes to exactly those sockets that the model names.
 * `onRun` receives the steps of each run.
 */
export const reachesItsAudience = (
  openStores: OpenStores,
  onRun: (steps: readonly Step[]) => void = () => undefined,
) =>
  fc.asyncProperty(
    fc.array(step, { minLength: 10, maxLength: maxSteps, size: 'max' }),
    async (steps) => {
      onRun(steps);
      const world = await newWorld(await openStores());
      for (const one of steps) await performAndCompare(world, one);
    },
  );
