import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { limits } from '#contracts/limits.ts';
import { refusalOf } from '../../../test/support/socket.ts';
import { type Check, holds, same } from '../check.ts';
import type { Context } from '../context.ts';

const { frameBytes, idleSeconds } = limits.socket;

const errorOf = async (socket: Awaited<ReturnType<Context['connect']>>): Promise<unknown> =>
  (await socket.next(({ type }) => type === 'error')).payload.code;

/** The close code, or null if the socket stays open. */
const closedWithin = async (closed: Promise<number>, ms: number): Promise<number | null> =>
  Promise.race([closed, setTimeout(ms, null, { ref: false })]);

export const socketChecks: readonly Check[] = [
  {
    id: 'sockets.connect',
    title: 'a browser connects through the address of the site',
    assumes:
      'CloudFront passes the WebSocket handshake with ticket and Origin to the WebSocket API, whose stage is /ws.',
    remedy:
      "Check the behaviour '/ws' of CloudFront (caching disabled, all headers of the viewer but Host), and the log of the function connect.",
    needs: ['accounts'],
    run: async ({ call, open, people, target }) => {
      const { ada } = await people.shared();
      const { body } = await call('POST', '/realtime/ticket', { token: ada.token });
      const start = performance.now();
      const { origin } = new URL(target.url);
      const socket = await open(`${target.socketUrl}?ticket=${body.ticket}`, { origin });
      socket.send({ action: 'ping' });
      await socket.next(({ type }) => type === 'pong');
      const ms = Math.round(performance.now() - start);
      await socket.close();
      return `pong after ${ms} ms`;
    },
  },
  {
    id: 'sockets.ticket-once',
    title: 'a ticket is valid once',
    assumes: 'The conditional deletion of a ticket allows one handshake only.',
    remedy:
      'Check the ticket store in functions/adapters/aws/dynamodb: a ticket must not be reusable.',
    needs: ['accounts'],
    run: async ({ call, people, target }) => {
      const { ada } = await people.shared();
      const { body } = await call('POST', '/realtime/ticket', { token: ada.token });
      const url = `${target.socketUrl}?ticket=${body.ticket}`;
      const outcomes = [await refusalOf(url), await refusalOf(url)];
      same('the first handshake', outcomes[0], null);
      holds(outcomes[1] !== null, 'the second handshake was accepted');
      return `then refused with ${outcomes[1]}`;
    },
  },
  {
    id: 'sockets.refused',
    title: 'a refused handshake has its status',
    assumes: 'API Gateway answers a refused handshake with the status of $connect: 401 or 403.',
    remedy:
      'Clients handle any refusal like a 401, so clients still work: report it, since docs/realtime.md must describe it.',
    needs: ['handshake-status', 'accounts'],
    run: async ({ people, target }) => {
      const { ada, eve, conversationId } = await people.shared();
      const refused = (query: string) => refusalOf(`${target.socketUrl}${query}`);
      same('without ticket', await refused(''), 401);
      same('with a bad ticket', await refused('?ticket=nothing'), 401);
      same('with a bad token', await refused('?token=a.b.c'), 401);
      const foreign = `&conversation_id=${conversationId}`;
      same('for a foreign conversation', await refused(`?token=${eve.token}${foreign}`), 403);
      same('for a conversation of theirs', await refused(`?token=${ada.token}${foreign}`), null);
      return '401, 401, 401, 403';
    },
  },
  {
    id: 'sockets.unknown-frames',
    title: 'a frame without a known action is answered by an error',
    assumes: 'Frames without a known action go to $default, which answers over the socket.',
    remedy:
      'Check the route selection expression ($request.body.action) and the log of the function default.',
    needs: ['accounts'],
    run: async ({ connect, people }) => {
      for (const raw of ['hello', '{"action":"fly"}', '[]']) {
        const socket = await connect((await people.shared()).ada);
        socket.sendRaw(raw);
        same(`the answer to ${raw}`, await errorOf(socket), 'unknown_action');
        await socket.close();
      }
      return 'unknown_action for no JSON, an unknown action and a list';
    },
  },
  {
    id: 'sockets.reserved-actions',
    title: 'a route key is not accepted as an action',
    assumes: 'API Gateway treats {"action": "$connect"} from a client as an unknown action.',
    remedy: 'Report it: a client could call $connect or $disconnect for its own socket.',
    needs: ['reserved-actions', 'accounts'],
    run: async ({ connect, people }) => {
      const socket = await connect((await people.shared()).ada);
      socket.send({ action: '$connect' });
      same('the answer', await errorOf(socket), 'unknown_action');
      await socket.close();
      return 'unknown_action';
    },
  },
  {
    id: 'sockets.frame-size',
    title: 'a frame of 32 KB is accepted',
    assumes: 'API Gateway accepts frames of up to 32 KB.',
    remedy: 'Compare docs/realtime.md with the quotas of API Gateway for WebSocket frames.',
    needs: ['accounts'],
    run: async ({ connect, people }) => {
      const socket = await connect((await people.shared()).ada);
      socket.sendRaw('x'.repeat(frameBytes));
      same('the answer', await errorOf(socket), 'unknown_action');
      await socket.close();
      return `${frameBytes} bytes`;
    },
  },
  {
    id: 'sockets.frame-limit',
    title: 'a larger frame closes the socket',
    assumes: 'A frame over 32 KB closes the socket with 1009.',
    remedy: 'Another code or no close: report it; docs/realtime.md documents 1009.',
    needs: ['frame-limit', 'accounts'],
    run: async ({ connect, people, waitMs }) => {
      const socket = await connect((await people.shared()).ada);
      socket.sendRaw('x'.repeat(frameBytes + 1));
      same('the close code', await closedWithin(socket.closed, waitMs), 1009);
      return 'closed with 1009';
    },
  },
  {
    id: 'sockets.binary',
    title: 'a binary frame closes the socket',
    assumes: 'API Gateway has no binary frames: it closes the socket with 1003.',
    remedy: 'Another code or no close: report it; docs/realtime.md documents 1003.',
    needs: ['binary-frames', 'accounts'],
    run: async ({ connect, people, waitMs }) => {
      const socket = await connect((await people.shared()).ada);
      socket.sendRaw(new Uint8Array([0, 255, 1]));
      same('the close code', await closedWithin(socket.closed, waitMs), 1003);
      return 'closed with 1003';
    },
  },
  {
    id: 'sockets.large-event',
    title: 'an event of nearly 32 KB arrives completely',
    assumes: 'A frame of nearly 32 KB that a function posts arrives completely.',
    remedy:
      'PostToConnection accepts 128 KB in frames of 32 KB: check whether the client joins frames, or the text is cut.',
    needs: ['accounts'],
    run: async ({ call, connect, people }) => {
      const { ada, bob, conversationId } = await people.shared();
      const socket = await connect(bob);
      // Twice in the frame, as text and as content: 31 KB.
      const content = '🎈'.repeat(3_850);
      const sent = await call('POST', `/conversations/${conversationId}/messages`, {
        token: ada.token,
        json: { content },
      });
      same('status of the send', sent.status, 201);
      const frame = await socket.next(({ payload }) => payload.id === sent.body.id);
      await socket.close();
      const bytes = Buffer.byteLength(JSON.stringify(frame));
      holds(
        frame.payload.content === content,
        `the text has ${frame.payload.content?.length} units`,
      );
      holds(bytes <= frameBytes, `the frame has ${bytes} bytes`);
      return `${bytes} bytes`;
    },
  },
  {
    id: 'sockets.one-conversation',
    title: 'a socket for one conversation gets only its events',
    assumes: 'The whole query of the handshake reaches $connect.',
    remedy: 'Check the origin request policy of /ws: all query strings.',
    needs: ['accounts'],
    run: async ({ call, connect, people }) => {
      const { ada, bob, eve, conversationId } = await people.shared();
      const socket = await connect(bob, `&conversation_id=${conversationId}`);
      // Bob's own opening accepts Eve, whose texts would otherwise be limited.
      await call('POST', '/conversations', { token: bob.token, json: { peer_id: eve.id } });
      const other = await call('POST', '/messages', {
        token: eve.token,
        json: { text: 'To another conversation.', receiver_id: bob.id },
      });
      same('status of a message to another conversation', other.status, 201);
      const text = `here ${randomUUID()}`;
      await call('POST', '/messages', { token: ada.token, json: { text, receiver_id: bob.id } });
      await socket.next(({ payload }) => payload.content === text);
      const others = socket.frames.filter(
        ({ type, conversation_id }) => type !== 'pong' && conversation_id !== conversationId,
      );
      await socket.close();
      same('events of other conversations', others.length, 0);
      return 'only its events';
    },
  },
  {
    id: 'sockets.eleven-minutes',
    title: 'a socket with pings is open for eleven minutes and still receives',
    assumes:
      'CloudFront and API Gateway keep a socket open that pings every four minutes (their idle timeout is 10 min).',
    remedy:
      'Note after how many minutes it closed: the ping interval of the client must be shorter than that (client/socket).',
    needs: ['long', 'accounts'],
    run: async ({ call, connect, minuteMs, people }) => {
      const { ada, bob, conversationId } = await people.shared();
      const socket = await connect(bob);
      const start = Date.now();
      const minutes = () => ((Date.now() - start) / minuteMs).toFixed(1);
      for (const wait of [4, 4, 3.2]) {
        const code = await closedWithin(socket.closed, wait * minuteMs);
        holds(code === null, `closed with ${code} after ${minutes()} minutes`);
        socket.send({ action: 'ping' });
      }
      const text = `still there ${randomUUID()}`;
      await call('POST', `/conversations/${conversationId}/messages`, {
        token: ada.token,
        json: { content: text },
      });
      await socket.next(({ payload }) => payload.content === text);
      await socket.close();
      return `open for ${minutes()} minutes`;
    },
  },
  {
    id: 'sockets.idle',
    title: 'an idle socket is closed after ten minutes',
    assumes: 'API Gateway closes a socket without traffic after ten minutes.',
    remedy:
      'A socket that stays open costs connection minutes; events end with its registration (11 min). Report the time.',
    needs: ['long', 'accounts'],
    run: async ({ connect, minuteMs, people }) => {
      const socket = await connect((await people.shared()).ada);
      const start = Date.now();
      const code = await closedWithin(socket.closed, (idleSeconds / 60 + 2) * minuteMs);
      const minutes = (Date.now() - start) / minuteMs;
      holds(code !== null, `open after ${minutes.toFixed(1)} minutes`);
      holds(
        minutes > idleSeconds / 60 - 1,
        `closed with ${code} after ${minutes.toFixed(1)} minutes`,
      );
      return `closed with ${code} after ${minutes.toFixed(1)} minutes`;
    },
  },
];
