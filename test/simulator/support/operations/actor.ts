import type { Device } from '../device.ts';
import type { Network, PageNetwork } from '../network.ts';
import type { Page } from '../page.ts';
import type { Chance } from '../random.ts';
import type { Time } from '../scheduler.ts';

/** What an operation on one device needs. */
export interface Surroundings {
  readonly scheduler: Time;
  readonly network: PageNetwork & Pick<Network, 'crash'>;
  readonly chance: Chance;
  sent: number;
}

export interface World extends Surroundings {
  readonly devices: readonly Device[];
  readonly conversationIds: readonly string[];
}

export interface Actor {
  readonly world: Surroundings;
  readonly device: Device;
  readonly page: Page;
  readonly conversationId: string;
}

/** A shown message that matches. */
export const shownMessage = (
  { world, page, conversationId }: Actor,
  fits: (senderId: string) => boolean,
) => {
  const shown = page.cache.window(conversationId)?.messages ?? [];
  const fitting = shown.filter((message) => fits(message.sender_id));
  return world.chance.happens(0.5) ? fitting.at(-1) : world.chance.pick(fitting);
};
