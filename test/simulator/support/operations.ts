import * as fc from 'fast-check';
import { withoutNewest, withoutOldest } from '#client';
import { disappearingSeconds } from '#contracts/http/disappearing/times.ts';
import { forever } from '#core/domain/member-settings.ts';
import type { Actor, World } from './operations/actor.ts';
import { shownMessage } from './operations/actor.ts';
import { markOperations } from './operations/mark-operations.ts';
import type { Page } from './page.ts';

const texts = [
  'Hello',
  'Two\nlines,   and spaces',
  '🎉'.repeat(120),
  'ä'.repeat(199),
  'x'.repeat(300),
];

const ask = (page: Page, key: string, input: object): void => {
  (page.call as unknown as (key: string, input: object) => Promise<unknown>)(key, input).catch(
    () => undefined,
  );
};

const send = (actor: Actor): void => {
  const { world, device, page, conversationId } = actor;
  const text = world.chance.pick(texts) ?? '';
  const quoted = world.chance.happens(0.2) ? shownMessage(actor, () => true) : undefined;
  const content = `${++world.sent} ${text}`;
  device.send(page, conversationId, { content, ...(quoted && { replyToId: quoted.id }) });
};

const edit = (actor: Actor): void => {
  const message = shownMessage(actor, (id) => id === actor.device.userId);
  const body = { content: `edited ${++actor.world.sent}` };
  if (message) ask(actor.page, 'PATCH /api/messages/{id}', { params: { id: message.id }, body });
};

const react = (actor: Actor): void => {
  const { world, device, page } = actor;
  const message = shownMessage(actor, () => true);
  if (message) device.react(page, message.id, world.chance.pick(['👍', '😮', null]) ?? null);
};

/** The files may be uploaded, uploading or just picked when Send is pressed. */
const sendFiles = (actor: Actor): void => {
  const { world, device, page, conversationId } = actor;
  const files = device.pick(page, world.chance.between(1, 4));
  const content = world.chance.happens(0.5) ? '' : `${++world.sent} with files`;
  world.scheduler.plan(
    world.chance.pick([0, 50, 5_000]) ?? 0,
    page.gate.guard(() => device.send(page, conversationId, { content, files })),
  );
};

/** Operations, with their frequency. */
export const operations = {
  send: { weight: 30, run: send },
  burst: {
    weight: 4,
    run: (actor: Actor) => {
      for (let count = 0; count < 5; count++) send(actor);
    },
  },
  look: {
    weight: 12,
    run: ({ page, conversationId }: Actor) => {
      const logSeq = page.cache.window(conversationId)?.logSeq ?? 0;
      const unread = page.cache.conversation(conversationId)?.unread_count ?? 0;
      if (logSeq > 0 && unread > 0) page.realtime.markRead(conversationId, logSeq);
    },
  },
  'read one': {
    weight: 6,
    run: (actor: Actor) => {
      const message = shownMessage(actor, (id) => id !== actor.device.userId);
      if (message) ask(actor.page, 'POST /api/messages/{id}/read', { params: { id: message.id } });
    },
  },
  edit: { weight: 8, run: edit },
  react: { weight: 8, run: react },
  ...markOperations,
  'send files': { weight: 10, run: sendFiles },
  /** An edit may arrive before the answer to the send. */
  'send and edit': {
    weight: 5,
    run: (actor: Actor) => {
      send(actor);
      const soon = actor.world.chance.between(20, 4_000);
      actor.world.scheduler.plan(
        soon,
        actor.page.gate.guard(() => edit(actor)),
      );
    },
  },
  delete: {
    weight: 4,
    run: (actor: Actor) => {
      const message = shownMessage(actor, (id) => id === actor.device.userId);
      if (message) ask(actor.page, 'DELETE /api/messages/{id}', { params: { id: message.id } });
    },
  },
  'open dialog': {
    weight: 8,
    run: ({ page, conversationId }: Actor) => page.openDialog(conversationId),
  },
  older: { weight: 3, run: ({ page, conversationId }: Actor) => page.loadOlder(conversationId) },
  newer: { weight: 3, run: ({ page, conversationId }: Actor) => page.loadNewer(conversationId) },
  jump: {
    weight: 3,
    run: (actor: Actor) => {
      const message = shownMessage(actor, () => true);
      if (message) actor.page.jumpTo(message);
    },
  },
  /** Evicts messages, as a long scroll does. */
  'let go': {
    weight: 3,
    run: ({ world, page, conversationId }: Actor) => {
      const letGo = world.chance.happens(0.5) ? withoutOldest : withoutNewest;
      page.cache.setWindow(conversationId, (window) =>
        letGo(window, world.chance.between(0, window.messages.length - 1)),
      );
    },
  },
  'open page': {
    weight: 4,
    run: ({ device, conversationId }: Actor) => {
      if (device.pages().length < 3) device.open().openDialog(conversationId);
    },
  },
  'close page': { weight: 4, run: ({ device, page }: Actor) => device.close(page) },
  freeze: {
    weight: 2,
    run: ({ world, page }: Actor) => {
      page.gate.set('frozen');
      world.scheduler.plan(world.chance.between(1_000, 60_000), () => page.gate.set('alive'));
    },
  },
  cut: {
    weight: 5,
    run: ({ world, page }: Actor) => world.network.cut(page.peer, world.chance.happens(0.5)),
  },
  offline: {
    weight: 4,
    run: ({ world, device }: Actor) => {
      device.setOnline(false);
      world.scheduler.plan(world.chance.between(500, 90_000), () => device.setOnline(true));
    },
  },
  crash: {
    weight: 2,
    run: ({ world }: Actor) => world.network.crash(world.chance.between(100, 20_000)),
  },
  /** For good, for five minutes, or no longer. */
  mute: {
    weight: 2,
    run: ({ world, page, conversationId }: Actor) => {
      const now = world.scheduler.now();
      const muted_until = world.chance.pick([forever, now + 300_000, null]) ?? null;
      const params = { id: conversationId };
      ask(page, 'PATCH /api/conversations/{id}/me', { params, body: { muted_until } });
    },
  },
  disappear: {
    weight: 3,
    run: ({ world, page, conversationId }: Actor) => {
      const after = world.chance.pick([...disappearingSeconds, null]) ?? null;
      const params = { id: conversationId };
      ask(page, 'PUT /api/conversations/{id}/disappearing', { params, body: { after } });
    },
  },
  focus: { weight: 3, run: ({ page }: Actor) => page.realtime.wake() },
  hide: { weight: 3, run: ({ page }: Actor) => page.realtime.setVisible(false) },
  show: { weight: 3, run: ({ page }: Actor) => page.realtime.setVisible(true) },
  'try again': { weight: 3, run: ({ page }: Actor) => page.tryAgain() },
};
type OperationName = keyof typeof operations;

export interface Step {
  /** Delay before the operation. */
  readonly waitMs: number;
  readonly what: OperationName;
  readonly device: number;
  readonly page: number;
  readonly conversation: number;
}

const names = Object.entries(operations).map(([name, { weight }]) => ({
  weight,
  arbitrary: fc.constant(name as OperationName),
}));

export const step: fc.Arbitrary<Step> = fc.record({
  waitMs: fc.oneof(
    { weight: 6, arbitrary: fc.nat(300) },
    { weight: 3, arbitrary: fc.nat(5_000) },
    { weight: 1, arbitrary: fc.nat(400_000) },
  ),
  what: fc.oneof(...names),
  device: fc.nat(3),
  page: fc.nat(2),
  conversation: fc.nat(3),
});

/** Performs one step in an open page; a device without one opens one. */
export const perform = (world: World, { what, device, page, conversation }: Step): void => {
  const actor = world.devices[device];
  if (!actor) throw new Error('a step names a device that there is not');
  const pages = actor.pages();
  const chosen = pages[page % Math.max(1, pages.length)] ?? actor.open();
  // Mostly the one conversation that both have.
  const conversationId = world.conversationIds[conversation === 3 ? 1 : 0] ?? '';
  const isMember = conversation !== 3 || actor.userId === world.devices[0]?.userId;
  if (!chosen.gate.isAlive() || !isMember) return;
  operations[what].run({ world, device: actor, page: chosen, conversationId });
};
