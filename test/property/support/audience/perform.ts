import { deepStrictEqual } from 'node:assert/strict';
import type { ServerEvent } from '#contracts/realtime.ts';
import {
  answer,
  changeMessage,
  open,
  react,
  readUpTo,
  send,
  typing,
  updateSettings,
} from './message-steps.ts';
import { type Expected, type Model, onSockets } from './model.ts';
import { block, changePrivacy, connect, deactivate, disconnect, rename } from './people-steps.ts';
import type { Step } from './steps.ts';
import type { World } from './world.ts';

/** Performs a step on server and model; resolves to the frames that the model expects. */
const perform = async (world: World, step: Step): Promise<Expected[]> => {
  switch (step.kind) {
    case 'send':
      return send(world, step);
    case 'open':
      return open(world, step);
    case 'answer':
      return answer(world, step);
    case 'edit':
    case 'delete':
    case 'read':
      return changeMessage(world, step);
    case 'react':
      return react(world, step);
    case 'read-up-to':
      return readUpTo(world, step);
    case 'settings':
      return updateSettings(world, step);
    case 'typing':
      return typing(world, step);
    case 'connect':
      return connect(world, step);
    case 'disconnect':
      return disconnect(world, step);
    case 'block':
    case 'unblock':
      return block(world, step);
    case 'deactivate':
      return deactivate(world, step);
    case 'privacy':
      return changePrivacy(world, step);
    case 'rename':
      return rename(world, step);
    case 'wait':
      world.stores.clock.advance(step.seconds * 1_000);
      return [];
  }
};

/** A frame in the model's notation; null for frames about the socket itself. */
const named = ({ people }: Model, event: ServerEvent): string | null => {
  const person = (id: string) => people.findIndex((one) => one.id === id);
  switch (event.type) {
    case 'message:new':
      return `message ${event.payload.id}`;
    case 'message:update':
      return `update ${event.payload.id} ${event.payload.reactions.map(({ emoji }) => emoji)}`;
    case 'message:delete':
      return `delete ${event.payload.id}`;
    case 'message:read':
      return 'message_id' in event.payload
        ? `read ${event.payload.message_id}`
        : `read up to ${event.payload.up_to_seq} by ${person(event.payload.user_id)}`;
    case 'conversation:new':
      return 'conversation';
    case 'conversation:settings':
      return `settings ${event.payload.ver}`;
    case 'presence:typing':
      return `typing of ${person(event.payload.user_id)}`;
    case 'presence:update':
      return `presence of ${person(event.payload.user_id)}: ${event.payload.online}`;
    case 'user:update':
      return `face of ${person(event.payload.user_id)}`;
    default:
      return null;
  }
};

/**
 * Performs the step, then compares every frame on every socket with the model.
 * @throws at a difference
 */
export const performAndCompare = async (world: World, step: Step): Promise<void> => {
  const expected = await perform(world, step);
  const posted = world.server.takePosted().flatMap(({ socket, event }) => {
    const name = named(world.model, event);
    return name === null ? [] : [`${socket}: ${name}`];
  });
  deepStrictEqual(posted.sort(), onSockets(world.model, expected).sort(), JSON.stringify(step));
};
