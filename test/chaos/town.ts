import { randomUUID } from 'node:crypto';
import type { Client, TestUser } from '../support/client.ts';
import { makeClient } from '../support/client.ts';
import type { ParleyProcess } from '../support/parley-process.ts';
import { startParley } from '../support/parley-process.ts';
import type { trusting } from '../support/push-service/place.ts';

/** A server that can be killed and restarted at the same address with the same data. */
export const startMortal = async (folder: string, trust: ReturnType<typeof trusting>) => {
  const args = ['--data', `${folder}/data`, '--api-only', ...trust.args];
  let parley: ParleyProcess = await startParley(args, trust);
  const again = [...args, '--port', new URL(parley.url).port];
  return {
    url: parley.url,
    /** SIGKILL, then a new process after a while. */
    killFor: async (downMs: number): Promise<void> => {
      await parley.kill();
      await new Promise((resolve) => setTimeout(resolve, downMs));
      parley = await startParley(again, trust);
    },
    stop: () => parley.stop(),
    kill: () => parley.kill(),
  };
};
export type Mortal = Awaited<ReturnType<typeof startMortal>>;

export interface Town {
  readonly people: readonly TestUser[];
  /** Members by conversation; one member: notes to oneself. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /**
   * `client_id`s of earlier messages: read marks are visible only among users who have both
   * written.
   */
  readonly greetings: ReadonlySet<string>;
}

/** Password hashing is slow: more at once would only wait for each other. */
const AT_ONCE = 4;

const registerAll = async (client: Client, count: number): Promise<TestUser[]> => {
  const people: TestUser[] = [];
  while (people.length < count) {
    const few = Math.min(AT_ONCE, count - people.length);
    people.push(...(await Promise.all(Array.from({ length: few }, () => client.register()))));
  }
  return people;
};

/**
 * Users in a circle: each has conversations with the next and the third; every third keeps notes.
 */
export const settleTown = async (url: string, count: number): Promise<Town> => {
  const client = makeClient(url);
  const people = await registerAll(client, count);
  const members = new Map<string, readonly string[]>();
  const greetings = new Set<string>();
  const greet = async (from: TestUser, to: TestUser): Promise<void> => {
    const client_id = randomUUID();
    greetings.add(client_id);
    const { status } = await client.send(from, to, 'Hello', { client_id });
    if (status > 201) throw new Error(`a greeting answered ${status}`);
  };
  const open = async (one: TestUser, other: TestUser | undefined): Promise<void> => {
    if (!other) return;
    const json = { peer_id: other.id };
    const { status, body } = await client.call('POST', '/conversations', {
      token: one.token,
      json,
    });
    if (status > 201) throw new Error(`opening a conversation answered ${status}`);
    members.set(body.id, [...new Set([one.id, other.id])]);
    await greet(one, other);
    await greet(other, one);
  };
  for (const [index, person] of people.entries()) {
    await open(person, people[(index + 1) % count]);
    await open(person, people[(index + 3) % count]);
    if (index % 3 === 0) await open(person, person);
  }
  return { people, members, greetings };
};
