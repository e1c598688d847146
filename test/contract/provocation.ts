import type { ErrorCode } from '#contracts/errors.ts';
import type { RouteName } from '#contracts/routes.ts';
import type { Answer } from '../support/client.ts';
import type { Scene, World } from '../support/openapi/world.ts';

/** Provokes one code from one operation and returns the answer. */
export type Provocation = (world: World) => Promise<Answer>;
export type Provocations = { [N in RouteName]?: { [C in ErrorCode]?: Provocation } };

export const inScene =
  (act: (scene: Scene) => Promise<Answer>): Provocation =>
  async (world) =>
    act(await world.scene());

/** For provocations that make a scene unusable for others. */
export const inNewScene =
  (act: (scene: Scene) => Promise<Answer>): Provocation =>
  async (world) =>
    act(await world.newScene());
