import { deepStrictEqual } from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import type { AcceptedInvitation, CreatedInvitation } from '#contracts/http/invitation-shapes.ts';
import type { Attachment as AttachmentBody } from '#contracts/http/messages.ts';
import { countedIds } from '../../support/fakes.ts';
import { compare } from './compare.ts';
import type { Call, KnownRoute, Reply } from './handlers.ts';
import { isVisible, newModel, personOf } from './model.ts';
import { checkPerson } from './people-views.ts';
import { type Plan, planOf, type World } from './perform.ts';

import { type Step, step } from './steps.ts';
import { checkConversation, checkMessage } from './views.ts';

/** Handlers, and users who can call them. */
export interface PropertyHome {
  readonly call: Call;
  /** Resolves to the id of a new user. */
  register(name: string): Promise<string>;
  /** Resolves to a new completed attachment, as messages show it. */
  upload(ownerId: string): Promise<AttachmentBody>;
}

const conversationIn = (name: KnownRoute, body: unknown): unknown =>
  name === 'accept-invitation' || name === 'change-marks'
    ? (body as Pick<AcceptedInvitation, 'conversation'>).conversation
    : body;

/** The answer must be what the model says, and show what the model has. @throws if not */
const checkReply = ({ model }: World, by: number, { name, outcome }: Plan, reply: Reply): void => {
  const expected = typeof outcome === 'string' ? outcome : outcome.status;
  deepStrictEqual(typeof reply === 'string' ? reply : reply.status, expected, name);
  if (typeof reply === 'string' || typeof outcome === 'string') return;
  const { conversation, message, invitation } = outcome;
  if (invitation) {
    const { id, code } = reply.body as CreatedInvitation;
    Object.assign(invitation, { id, code });
  }
  if (conversation && message) {
    // A repeated send finds a message that its sender no longer sees.
    const isGone = !isVisible(conversation, by, message);
    checkMessage(model, conversation, message, by, reply.body as never, isGone);
  } else if (conversation) {
    checkConversation(model, conversation, by, conversationIn(name, reply.body) as never);
  } else if (name === 'update-me') checkPerson(model, by, reply.body as never);
};

const firstNames = ['ann', 'bob', 'cem'] as const;
const clientIds = Array.from({ length: 4 }, countedIds(0xc).uuid);

const newWorld = async ({ register }: PropertyHome): Promise<World> => {
  const prefix = `${randomBytes(6).toString('hex')}-`;
  const people: { id: string; name: string }[] = [];
  for (const firstName of firstNames) {
    const name = `${prefix}${firstName}`;
    people.push({ id: await register(name), name });
  }
  return { model: newModel(people), prefix, clientIds };
};

/**
 * Performs the steps, then compares everything as each of the three users.
 * @throws at the first difference
 */
const perform = async (home: PropertyHome, steps: readonly Step[]): Promise<void> => {
  const world = await newWorld(home);
  for (const one of steps) {
    if (one.kind === 'compare') {
      await compare(world, one.by, one.size, home.call);
      continue;
    }
    const { id } = personOf(world.model, one.by);
    if (one.kind === 'upload') {
      const shown = await home.upload(id);
      world.model.files.push({ id: shown.id, owner: one.by, shown, sentIn: null });
      continue;
    }
    const plan = planOf(world, one);
    checkReply(world, one.by, plan, await home.call(id, plan.name, plan.request));
  }
  for (const by of world.model.people.keys()) await compare(world, by, 3, home.call);
};

/** For any actions of three users, the API answers like the model. */
export const agreesWithModel = (home: PropertyHome) =>
  fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 50, size: 'max' }), (steps) =>
    perform(home, steps),
  );

/** `PARLEY_SEED` repeats a run. */
export const seed = Number(process.env['PARLEY_SEED'] ?? randomBytes(4).readInt32LE());
