import type { ServerEvent } from '#contracts/realtime.ts';
import { samples } from '#contracts/samples.ts';
import { type Client, makeClient, type TestUser } from '#test/support/client.ts';
import { appCode } from '#test/support/factor/app-code.ts';
import { type Frame, openSocket, type TestSocket } from '#test/support/socket.ts';
import { normalise } from './transcript-page.ts';

/** A user at a device whose whole traffic is recorded. */
interface Speaker {
  readonly user: TestUser;
  /** Calls the API; resolves to the body. `isQuiet` records the status, not the body. */
  call(method: string, path: string, json?: object, isQuiet?: boolean): Promise<{ id: string }>;
  /** Ticket, connect, ping, pong. */
  connect(): Promise<void>;
  say(frame: unknown): void;
  /** Records the next event of a type that was not received yet. */
  receive(type: ServerEvent['type']): Promise<void>;
  /** The connection is lost. */
  drop(): Promise<void>;
  /** Records the close code of the server. */
  closed(): Promise<void>;
}

const makeSpeaker = (
  base: string,
  client: Client,
  user: TestUser,
  name: string,
  lines: string[],
) => {
  let socket: TestSocket;
  const received = new Set<Frame>();
  const write = (sign: string, text: string) => lines.push(`${name.padEnd(4)} ${sign} ${text}`);

  const call: Speaker['call'] = async (method, path, json, isQuiet = false) => {
    const { status, body } = await client.call(method, path, {
      token: user.token,
      ...(json && { json }),
    });
    const sent = json ? ` ${JSON.stringify(json)}` : '';
    write(' ', `${method} /api${path}${sent}`);
    lines.push(`       ${status}${isQuiet ? '' : ` ${JSON.stringify(body)}`}`);
    return body;
  };
  const receive: Speaker['receive'] = async (type) => {
    const frame = await socket.next((one) => one.type === type && !received.has(one));
    received.add(frame);
    const text = JSON.stringify(frame);
    // An event that both receive is written once.
    const isKnown = lines.slice(-2).some((line) => line.endsWith(text));
    write('<', isKnown ? `the same ${type}` : text);
  };
  const say: Speaker['say'] = (frame) => {
    write('>', JSON.stringify(frame));
    socket.send(frame);
  };
  const speaker: Speaker = {
    user,
    call,
    receive,
    say,
    connect: async () => {
      const { ticket } = (await call('POST', '/realtime/ticket')) as unknown as { ticket: string };
      socket = await openSocket(`${base.replace('http', 'ws')}/ws?ticket=${ticket}`);
      write(' ', `connects to /ws?ticket=${ticket}`);
      say({ action: 'ping' });
      await receive('pong');
    },
    drop: async () => {
      await socket.close();
      write(' ', 'loses the connection');
    },
    closed: async () => {
      write('<', `closed with ${await socket.closed}`);
    },
  };
  /** Received but unrecorded events: presence may be emitted at any moment. */
  const unread = () =>
    socket.frames.filter((frame) => !received.has(frame) && frame.type !== 'presence:update');
  return { speaker, received, unread };
};

/**
 * Two users with unused names on a running server: the traffic, line by line, and all received
 * events.
 */
export const recordTranscript = async (
  base: string,
): Promise<{ text: string; events: Frame[]; unread: Frame[] }> => {
  const client = makeClient(base);
  const lines: string[] = [];
  const adas = makeSpeaker(base, client, await client.register('ada.l'), 'ada', lines);
  const bobs = makeSpeaker(base, client, await client.register('bob.b'), 'bob', lines);
  const [ada, bob] = [adas.speaker, bobs.speaker];
  const chapter = (title: string) => lines.push(...(lines.length > 0 ? [''] : []), `# ${title}`);

  chapter('Ada connects, and writes to Bob for the first time.');
  await ada.connect();
  const hello = await ada.call('POST', '/messages', {
    text: 'Hello, Bob',
    receiver_id: bob.user.id,
    client_id: samples.clientId,
  });
  await ada.receive('conversation:new');
  await ada.receive('message:new');
  const { conversation_id: id } = hello as unknown as { conversation_id: string };

  chapter('Bob connects: after the first pong he catches up.');
  await bob.connect();
  await bob.call('GET', '/conversations');
  await bob.call('GET', `/conversations/${id}/log?after=0`);

  chapter('Bob answers: both have written, and from now on presence, typing and reads pass.');
  const answer = { content: 'Hello, Ada', client_id: '0e9a4f57-5c0b-4a3e-9b1d-8f3c2a7d6e05' };
  await bob.call('POST', `/conversations/${id}/messages`, answer, true);
  await bob.receive('message:new');
  await ada.receive('message:new');
  await ada.receive('presence:update');
  bob.say({ action: 'typing', conversation_id: id, state: 'start' });
  await ada.receive('presence:typing');
  await bob.call('POST', `/conversations/${id}/read`, { seq: 1 }, true);
  await bob.receive('message:read');
  await ada.receive('message:read');

  chapter('Bob reacts to it.');
  await bob.call('PUT', `/messages/${hello.id}/reaction`, { emoji: '👋' });
  await bob.receive('message:update');
  await ada.receive('message:update');

  chapter('Ada edits her message, and deletes it after all.');
  await ada.call('PATCH', `/messages/${hello.id}`, { content: 'Hello, Bob!' }, true);
  await ada.receive('message:update');
  await bob.receive('message:update');
  await ada.call('DELETE', `/messages/${hello.id}`, undefined, true);
  await ada.receive('message:delete');
  await bob.receive('message:delete');

  chapter('Bob mutes the conversation for good: an event to his own devices, none to Ada.');
  await bob.call('PATCH', `/conversations/${id}/me`, { muted_until: 'forever' }, true);
  await bob.receive('conversation:settings');

  chapter('Ada takes a display name: an event to the people of her conversations and to herself.');
  await ada.call('PATCH', '/users/me', { display_name: 'Ada Lovelace' }, true);
  await ada.receive('user:update');
  await bob.receive('user:update');

  chapter('Bob sets up a second factor: an event to his own devices.');
  const setup = await bob.call('POST', '/auth/factor', { password: bob.user.password }, true);
  const { secret } = setup as unknown as { secret: string };
  await bob.call('PUT', '/auth/factor', { code: appCode(secret, Date.now()) }, true);
  await bob.receive('account:event');

  chapter('Bob is in a tunnel. He holds sequence 5, and asks for what came after it.');
  await bob.drop();
  const lost = await ada.call(
    'POST',
    `/conversations/${id}/messages`,
    { content: 'Are you there?', client_id: '3b8d1c64-7e2f-4f09-a6c5-9d0e5b4a7f06' },
    true,
  );
  await ada.receive('message:new');
  await bob.connect();
  await bob.call('GET', '/conversations');
  await bob.call('GET', `/conversations/${id}/log?after=5`);
  await bob.call('POST', `/messages/${lost.id}/read`, undefined, true);
  await bob.receive('message:read');
  await ada.receive('message:read');

  chapter('A frame that the server does not know, and the end of a session.');
  ada.say({ action: 'fly' });
  await ada.receive('error');
  await ada.call('POST', '/auth/logout', { everywhere: true }, true);
  await ada.receive('error');
  await ada.closed();

  const conversationPart = hello.id.slice(0, 22);
  const text = normalise(`${lines.join('\n')}\n`, [
    [ada.user.id, samples.ada],
    [bob.user.id, samples.bob],
    [id, samples.conversation],
    [conversationPart, samples.message.slice(0, 22)],
  ]);
  return {
    text,
    events: [...adas.received, ...bobs.received],
    unread: [...adas.unread(), ...bobs.unread()],
  };
};
