import { setTimeout as wait } from 'node:timers/promises';
import type { Device } from '../simulator/support/device.ts';
import type { Actor, Surroundings } from '../simulator/support/operations/actor.ts';
import { operations } from '../simulator/support/operations.ts';
import type { Chance } from '../simulator/support/random.ts';

/** Actions of users and devices. Kills of the server are planned, and disturbances are short. */
const happenings = {
  send: operations.send,
  burst: operations.burst,
  look: operations.look,
  'read one': operations['read one'],
  edit: operations.edit,
  'send and edit': operations['send and edit'],
  delete: operations.delete,
  'open dialog': operations['open dialog'],
  older: operations.older,
  'open page': operations['open page'],
  'close page': operations['close page'],
  freeze: {
    weight: 2,
    run: ({ world, page }: Actor) => {
      page.gate.set('frozen');
      world.scheduler.plan(world.chance.between(500, 8_000), () => page.gate.set('alive'));
    },
  },
  cut: operations.cut,
  offline: {
    weight: 2,
    run: ({ world, device }: Actor) => {
      device.setOnline(false);
      world.scheduler.plan(world.chance.between(200, 8_000), () => device.setOnline(true));
    },
  },
  focus: operations.focus,
  hide: operations.hide,
  show: operations.show,
  'try again': operations['try again'],
};
type Happening = keyof typeof happenings;
const weighted = Object.entries(happenings).flatMap(([name, { weight }]) =>
  Array<Happening>(weight).fill(name as Happening),
);
const MAX_PAUSE_MS = 1_000;

interface Life {
  readonly world: Surroundings;
  readonly device: Device;
  readonly conversationIds: readonly string[];
  /** One per device, so that a seed gives the same plan at any timing. */
  readonly chance: Chance;
}

const doSomething = ({ world, device, conversationIds, chance }: Life): void => {
  const what = chance.pick(weighted) ?? 'send';
  const pages = device.pages();
  const page = chance.pick(pages) ?? device.open();
  const conversationId = chance.pick(conversationIds) ?? '';
  if (page.gate.isAlive()) happenings[what].run({ world, device, page, conversationId });
};

/** Runs actions one after the other, with pauses, until the time is over. */
export const live = async (life: Life, until: number): Promise<void> => {
  const first = life.device.open();
  for (const id of life.conversationIds) first.openDialog(id);
  while (Date.now() < until) {
    doSomething(life);
    await wait(life.chance.between(0, MAX_PAUSE_MS));
  }
};
