import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Invitations } from '#contracts/http/invitation-shapes.ts';
import { compareConversations } from './compare-conversations.ts';
import { compareMailbox } from './compare-mailbox.ts';
import { comparePeople } from './compare-people.ts';
import { compareSearch } from './compare-search.ts';
import type { Call } from './handlers.ts';
import { compareMarks } from './marks/compare-marks.ts';
import type { Model } from './model.ts';
import { isActive, isMember, maySee, personOf } from './model.ts';
import type { Ask } from './pages.ts';
import type { World } from './perform.ts';
import { openInvitations } from './rules-invitations.ts';

const conversationQueries = ['get-conversation', 'list-messages', 'read-log'] as const;
const ownQueries = ['get-me', 'list-conversations', 'list-inbox', 'list-blocks'] as const;

/** A conversation does not exist for users who are not in it. */
const compareForeign = async (model: Model, by: number, call: Call): Promise<void> => {
  const { id: userId } = personOf(model, by);
  for (const conversation of model.conversations.filter((one) => !isMember(one, by))) {
    for (const name of conversationQueries) {
      const reply = await call(userId, name, { params: { id: conversation.id } });
      deepStrictEqual(reply, 'conversation_not_found', name);
    }
  }
};

/** A file exists only for users who may see it. */
const compareFiles = async (model: Model, by: number, call: Call): Promise<void> => {
  const { id: userId } = personOf(model, by);
  for (const file of model.files) {
    const reply = await call(userId, 'get-attachment', { params: { id: file.id } });
    const expected = maySee(file, by) ? 200 : 'attachment_not_found';
    deepStrictEqual(typeof reply === 'string' ? reply : reply.status, expected, 'get-attachment');
  }
};

const compareInvitations = async (model: Model, by: number, ask: Ask): Promise<void> => {
  const { items, may_invite } = await ask<Invitations>('list-invitations');
  const expected = openInvitations(model, by).map(({ id }) => id);
  // Two of the same millisecond have no order.
  deepStrictEqual(items.map(({ id }) => id).toSorted(), expected.toSorted(), 'list-invitations');
  deepStrictEqual(may_invite, true);
};

/** Everything that a user can read, in pages of `size`, must equal the model. @throws if not */
export const compare = async (
  world: World,
  by: number,
  size: number,
  call: Call,
): Promise<void> => {
  const { model } = world;
  const { id } = personOf(model, by);
  if (!isActive(model, by)) {
    for (const name of ownQueries) deepStrictEqual(await call(id, name), 'unauthenticated', name);
    return;
  }
  const ask: Ask = async (name, request) => {
    const reply = await call(id, name, request);
    ok(typeof reply !== 'string', `${name}: ${String(reply)}`);
    return reply.body as never;
  };
  await compareConversations({ model, by, ask, size });
  await compareMailbox(model, by, ask, size);
  await comparePeople(world, by, ask, size);
  await compareSearch(model, by, ask, size);
  await compareMarks(model, by, ask, size);
  await compareInvitations(model, by, ask);
  await compareFiles(model, by, call);
  await compareForeign(model, by, call);
};
