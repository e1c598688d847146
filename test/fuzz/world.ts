import { randomUUID } from 'node:crypto';
import { makeUploads, note } from '../support/attachments.ts';
import { makeClient, password, type TestUser } from '../support/client.ts';

/** People with something to say to each other: what a fuzz run needs to get anywhere. */
export const makeFuzzWorld = async (url: string) => {
  const client = makeClient(url);
  // One after the other: a busy machine would let some of many at once wait too long.
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
    /** Tokens of those who may sign out for good. */
    reserve: leaving.map(({ token }) => token),
    users: people.map(({ id }) => id),
    names: people.map(({ username }) => username),
    // Of people of their own: whoever logs out with one takes nobody's access token along.
    refresh_tokens: guests.map(({ refreshToken }) => refreshToken),
    conversations: [...conversations],
    messages,
    /** Ready ones, each with the token of its owner. */
    attachments,
    client_ids: clientIds,
    passwords: [password],
    new_passwords: ['Fuzzed-Pass-2'],
  };
};
