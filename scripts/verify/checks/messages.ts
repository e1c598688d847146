import { randomUUID } from 'node:crypto';
import { type Check, holds, same } from '../check.ts';
import { activityChecks } from './activity.ts';
import { disappearingCheck } from './disappearing.ts';
import { aText, conversationOf, iam, send } from './sends.ts';

export const messageChecks: readonly Check[] = [
  {
    id: 'messages.send',
    title: 'a message is sent, and a repeated send makes no second one',
    assumes:
      'The transaction of a send is allowed by its rights (dynamodb:LeadingKeys holds for each item), and its guard works.',
    remedy: iam,
    needs: ['accounts'],
    run: async (context) => {
      const { ada, conversationId } = await context.people.shared();
      const json = { content: aText(), client_id: randomUUID() };
      const first = await send(context, ada, json);
      const path = `/conversations/${conversationId}/messages`;
      const again = await context.call('POST', path, { token: ada.token, json });
      same('status of the repeat', again.status, 200);
      same('id of the repeat', again.body.id, first.id);
      const shown = await context.call('GET', `/messages/${first.id}`, { token: ada.token });
      same('the message itself', shown.body, first);
      return `201 with seq ${first.seq}, then 200 with the same id`;
    },
  },
  {
    id: 'messages.live',
    title: 'a message reaches the peer and the sender’s other device',
    assumes:
      'Functions may post to sockets (execute-api:ManageConnections), within the second that a send waits.',
    remedy:
      'Check push failures in the log of post-message, and CONNECTIONS_ENDPOINT of the function.',
    needs: ['accounts'],
    run: async (context) => {
      const { ada, bob } = await context.people.shared();
      const [phone, bobs] = [await context.connect(ada), await context.connect(bob)];
      const content = aText();
      const start = performance.now();
      const message = await send(context, ada, { content });
      for (const socket of [bobs, phone]) {
        const frame = await socket.next(({ payload }) => payload.content === content);
        same(
          'the event',
          [frame.type, frame.seq, frame.payload.id],
          ['message:new', message.seq, message.id],
        );
      }
      const ms = Math.round(performance.now() - start);
      await Promise.all([phone.close(), bobs.close()]);
      return `on two devices ${ms} ms after the send began`;
    },
  },
  {
    id: 'messages.concurrent',
    title: 'sends at once get sequences without a gap',
    assumes:
      'Conflicting transactions (TransactionConflict) are retried within the time of a request.',
    remedy:
      'After a 503 with Retry-After clients retry; if that is frequent, check the retries in functions/adapters/aws/dynamodb. 429 or 503 of the gateway: the quota of concurrent functions.',
    needs: ['accounts'],
    run: async (context) => {
      const { ada, bob } = await context.people.shared();
      const sends = [ada, bob, ada, bob, ada].map((by) => send(context, by, { content: aText() }));
      // Waits, so that no send is in progress when the next check begins.
      await Promise.allSettled(sends);
      const sent = await Promise.all(sends);
      const seqs = sent.map(({ seq }) => seq as number).sort((a, b) => a - b);
      same(
        'sequences',
        seqs,
        seqs.map((_, at) => (seqs[0] ?? 0) + at),
      );
      return `five sends: ${seqs[0]} to ${seqs.at(-1)}`;
    },
  },
  {
    id: 'messages.resync',
    title: 'the log has missed messages, in order and without a gap',
    assumes: 'Reads of the log are consistent with the sends before.',
    remedy: iam,
    needs: ['accounts'],
    run: async (context) => {
      const { ada, bob, conversationId } = await context.people.shared();
      const { last_seq: before } = await conversationOf(context, bob);
      const sent = [
        await send(context, ada, { content: aText() }),
        await send(context, bob, { content: aText() }),
        await send(context, ada, { content: aText() }),
      ];
      const path = `/conversations/${conversationId}/log?after=${before}`;
      const { body } = await context.call('GET', path, { token: bob.token });
      const entries = body.entries.map((entry: { seq: number; message: { id: string } }) => [
        entry.seq,
        entry.message.id,
      ]);
      same(
        'the log',
        entries,
        sent.map(({ id }, at) => [before + 1 + at, id]),
      );
      return `${entries.length} entries after ${before}`;
    },
  },
  {
    id: 'messages.history',
    title: 'history is read page by page',
    assumes: 'Queries with a cursor continue where they ended.',
    remedy: iam,
    needs: ['accounts'],
    run: async (context) => {
      const { ada, conversationId } = await context.people.shared();
      const texts = [aText(), aText(), aText()];
      for (const content of texts) await send(context, ada, { content });
      const found: string[] = [];
      let cursor = '';
      for (let page = 0; page < 3; page++) {
        const path = `/conversations/${conversationId}/messages?limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
        const { status, body } = await context.call('GET', path, { token: ada.token });
        same('status of a page', status, 200);
        found.push(body.items[0]?.content);
        cursor = body.next_cursor ?? '';
      }
      same('the latest, backwards', found, texts.toReversed());
      return 'three pages of one message';
    },
  },
  {
    id: 'messages.edit',
    title: 'an edit is emitted, and is in the log',
    assumes: 'The transaction of an edit is allowed by its rights.',
    remedy: iam,
    needs: ['accounts'],
    run: async (context) => {
      const { ada, bob } = await context.people.shared();
      const socket = await context.connect(bob);
      const message = await send(context, ada, { content: aText() });
      const content = aText();
      const path = `/messages/${message.id}`;
      const edited = await context.call('PATCH', path, { token: ada.token, json: { content } });
      same('status', [edited.status, edited.body.content], [200, content]);
      const byPeer = await context.call('PATCH', path, {
        token: bob.token,
        json: { content: 'x' },
      });
      same('status of an edit by the other', byPeer.status, 403);
      const frame = await socket.next(
        ({ type, payload }) => type === 'message:update' && payload.id === message.id,
      );
      same('the event', frame.payload.content, content);
      await socket.close();
      return `rev ${edited.body.rev}`;
    },
  },
  {
    id: 'messages.delete',
    title: 'a deletion is emitted, and its text is removed',
    assumes: 'The transaction of a deletion is allowed by its rights.',
    remedy: iam,
    needs: ['accounts'],
    run: async (context) => {
      const { ada, bob } = await context.people.shared();
      const socket = await context.connect(bob);
      const message = await send(context, ada, { content: aText() });
      const path = `/messages/${message.id}`;
      same('status', (await context.call('DELETE', path, { token: ada.token })).status, 204);
      await socket.next(
        ({ type, payload }) => type === 'message:delete' && payload.id === message.id,
      );
      await socket.close();
      const { body } = await context.call('GET', path, { token: bob.token });
      same('the text', body.content, null);
      holds(body.deleted_at, 'the message has no deleted_at');
      return '204, a placeholder stays';
    },
  },
  ...activityChecks,
  disappearingCheck,
];
