import type { ErrorCode } from '../../functions/contracts/errors.ts';
import type { RouteName } from '../../functions/contracts/routes.ts';
import type { Answer } from '../support/client.ts';
import type { Scene, World } from '../support/openapi/world.ts';

/** Makes one operation refuse with one code, and gives its answer. */
export type Provocation = (world: World) => Promise<Answer>;
export type Provocations = { [N in RouteName]?: { [C in ErrorCode]?: Provocation } };

export const inScene =
  (act: (scene: Scene) => Promise<Answer>): Provocation =>
  async (world) =>
    act(await world.scene());

/** For what the people of a scene do not get over. */
export const inNewScene =
  (act: (scene: Scene) => Promise<Answer>): Provocation =>
  async (world) =>
    act(await world.newScene());
