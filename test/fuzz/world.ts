import { randomUUID } from 'node:crypto';
import { makeUploads, note } from '../support/attachments.ts';
import { makeClient, password, type TestUser } from '../support/client.ts';

/** Users, conversations and messages that a fuzz run needs for successful requests. */
export const makeFuzzWorld = async (url: string) => {
  const client = makeClient(url);
  // In sequence: on a busy machine, parallel registrations would time out.
  const register = async (count: number): Promise<TestUser[]> => {
    const registered: TestUser[] = [];
    while (registered.length < count) registered.push(await client.register());
    return registered;
  };
  const people = await register(6);
  const guests = await register(4);
  const leaving = await register(20);
  const messages: string[] = [];
  const conversations = new Set<string>();
  const clientIds: string[] = [];
  for (const [index, from] of people.entries()) {
    for (const to of people.slice(index)) {
      for (const text of ['Hello', 'How are you?', 'See you.']) {
        const clientId = randomUUID();
        const { body } = await client.send(from, to, text, { client_id: clientId });
        messages.push(body.id);
        conversations.add(body.conversation_id);
        clientIds.push(clientId);
      }
    }
  }
  const uploads = makeUploads(client);
  const attachments: { id: string; token: string }[] = [];
  for (const person of people) {
    for (const content of ['one', 'two', 'three']) {
      attachments.push({ id: await uploads.attach(person, note(content)), token: person.token });
    }
  }
  return {
    url,
    people: people.map(({ id, username, token }) => ({ id, username, token })),
    /** Tokens of users who may sign out for good. */
    reserve: leaving.map(({ token }) => token),
    users: people.map(({ id }) => id),
    names: people.map(({ username }) => username),
    // Of separate users: logging out with one ends no other access token.
    refresh_tokens: guests.map(({ refreshToken }) => refreshToken),
    conversations: [...conversations],
    messages,
    /** Completed ones, each with its owner's token. */
    attachments,
    client_ids: clientIds,
    passwords: [password],
    new_passwords: ['Fuzzed-Pass-2'],
  };
};
