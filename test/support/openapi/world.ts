import type { RegistrationMode } from '#contracts/closed-lists.ts';
import {
  type Answer,
  type Client,
  makeClient,
  newName,
  password,
  type TestUser,
} from '../client.ts';
import { newDataFolder, startParley } from '../parley-process.ts';
import { makeOperator } from '../scenes/make-operator.ts';

interface Throttled {
  readonly client: Client;
  readonly user: TestUser;
}

/** Servers of a test file, started on first use. */
export const makeWorld = () => {
  const running = new Map<
    string,
    Promise<{ url: string; data: string; close: () => Promise<void> }>
  >();

  const start = async (registration: RegistrationMode, more: readonly string[]) => {
    const data = newDataFolder();
    const args = ['--data', data.path, '--api-only', '--registration', registration, ...more];
    const parley = await startParley(args);
    return {
      url: parley.url,
      data: data.path,
      close: async () => {
        await parley.stop();
        data.remove();
      },
    };
  };

  const serverOf = (registration: RegistrationMode, name: string, options: readonly string[]) => {
    const key = [registration, name, ...options].join(' ');
    const started = running.get(key) ?? start(registration, options);
    running.set(key, started);
    return started;
  };

  /**
   * The server with this registration mode; another `name`, or other options, is another server.
   */
  const urlOf = async (
    registration: RegistrationMode = 'open',
    name = '',
    options: readonly string[] = [],
  ): Promise<string> => (await serverOf(registration, name, options)).url;

  const client = async (registration: RegistrationMode = 'open', name = ''): Promise<Client> =>
    makeClient(await urlOf(registration, name));
  let shared: Promise<Scene> | undefined;
  let full: Promise<Scene> | undefined;
  let noStorage: Promise<Scene> | undefined;
  let smallStorage: Promise<Scene> | undefined;
  let notifying: Promise<Scene> | undefined;
  let office: Promise<Scene> | undefined;
  let throttled: Promise<Throttled> | undefined;
  const startThrottled = async (): Promise<Throttled> => {
    const slow = makeClient(await urlOf('open', '', ['--user-writes', '1']));
    return { client: slow, user: await slow.register() };
  };

  const newOperatorScene = async (): Promise<Scene> => {
    const server = await serverOf('open', '', []);
    const made = await makeScene(makeClient(server.url));
    await makeOperator(made.ada.username, ['--data', server.data]);
    return made;
  };

  return {
    urlOf,
    dataOf: async (...of: Parameters<typeof serverOf>): Promise<string> =>
      (await serverOf(...of)).data,
    newOperatorScene,
    /** Two users, of whom Ada is an operator. */
    operatorScene: (): Promise<Scene> => {
      office ??= newOperatorScene();
      return office;
    },
    client,
    /** Shared by tests that change nothing in it: registrations are slow by design. */
    scene: async (): Promise<Scene> => {
      shared ??= client().then(makeScene);
      return shared;
    },
    /** A user who may write once per second, in bursts of two. */
    throttled: (): Promise<Throttled> => {
      throttled ??= startThrottled();
      return throttled;
    },
    /** Two users on a server whose disk is full. */
    fullScene: async (): Promise<Scene> => {
      full ??= urlOf('open', '', ['--disk-reserve', '999999999']).then((url) =>
        makeScene(makeClient(url)),
      );
      return full;
    },
    /** Two users on a server without storage for files. */
    noStorageScene: (): Promise<Scene> => {
      noStorage ??= urlOf('open', '', ['--user-storage', '0']).then((url) =>
        makeScene(makeClient(url)),
      );
      return noStorage;
    },
    /** Two users with 1 MB of storage each. */
    smallStorageScene: (): Promise<Scene> => {
      smallStorage ??= urlOf('open', '', ['--user-storage', '1']).then((url) =>
        makeScene(makeClient(url)),
      );
      return smallStorage;
    },
    /** Two users on a server with notifications. */
    notifyingScene: (): Promise<Scene> => {
      notifying ??= urlOf('open', '', ['--push-contact', 'mailto:ann@parley.example']).then((url) =>
        makeScene(makeClient(url)),
      );
      return notifying;
    },
    newScene: async (): Promise<Scene> => makeScene(await client()),
    close: async (): Promise<void> => {
      for (const server of running.values()) await (await server).close();
    },
  };
};
export type World = ReturnType<typeof makeWorld>;

/** Two users, a conversation, a message, and the calls on them. */
export const makeScene = async (client: Client) => {
  const { ada, bob, conversationId } = await client.pair();
  const as =
    (user: TestUser) =>
    (method: string, path: string, json?: unknown): Promise<Answer> =>
      client.call(method, path, { token: user.token, ...(json !== undefined && { json }) });
  return {
    client,
    ada,
    bob,
    conversationId,
    as,
    /** Ada's sends, in the conversation and to a user. */
    post: (json: object) => as(ada)('POST', `/conversations/${conversationId}/messages`, json),
    sendTo: (receiver_id: string, more: object = {}) =>
      as(ada)('POST', '/messages', { text: 'Hello', receiver_id, ...more }),
    /** A new message of Ada's. */
    newMessageId: async () => (await client.send(ada, bob, 'Hello, Bob')).body.id as string,
  };
};
export type Scene = Awaited<ReturnType<typeof makeScene>>;

/**
 * Calls until the answer has this status: at most `times` times, and once more as often, because a
 * counting window may end meanwhile.
 * @throws if it never has
 */
export const repeatUntil = async (
  status: number,
  times: number,
  call: () => Promise<Answer>,
): Promise<Answer> => {
  for (let n = 0; n < 2 * times; n++) {
    const answer = await call();
    if (answer.status === status) return answer;
  }
  throw new Error(`no ${status} in ${2 * times} calls`);
};

export const someone = () => ({ username: newName(), password });
