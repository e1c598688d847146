import { randomUUID } from 'node:crypto';
import { same } from '../check.ts';
import type { Context } from '../context.ts';
import type { Person } from '../people.ts';

/** A send in the shared conversation. @throws Finding unless it is 201 */
export const send = async ({ call, people }: Context, by: Person, json: object) => {
  const { conversationId } = await people.shared();
  const sent = await call('POST', `/conversations/${conversationId}/messages`, {
    token: by.token,
    json,
  });
  same('status of the send', [sent.status, sent.body.code], [201, undefined]);
  return sent.body;
};
export const aText = (): string => `verify ${randomUUID()}`;
export const conversationOf = async ({ call, people }: Context, by: Person) => {
  const { conversationId } = await people.shared();
  return (await call('GET', `/conversations/${conversationId}`, { token: by.token })).body;
};

/** The remedy of most checks that write. */
export const iam =
  'A 500 is most often a missing right: the log of the function names the action and the key (lib/table-rights.ts).';
