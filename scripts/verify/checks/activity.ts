import { type Check, holds, same, until } from '../check.ts';
import { aText, conversationOf, iam, send } from './sends.ts';

/** Presence and typing, as other users see them. */
export const activityChecks: readonly Check[] = [
  {
    id: 'messages.reaction',
    title: 'a reaction reaches the peer, is in the log without a gap, and can be taken back',
    assumes: 'The update of the message and the entry of the log are one transaction.',
    remedy: iam,
    needs: ['accounts'],
    run: async (context) => {
      const { ada, bob } = await context.people.shared();
      const message = await send(context, ada, { content: aText() });
      const adas = await context.connect(ada);
      const path = `/messages/${message.id}/reaction`;
      const json = { emoji: '👍' };
      const put = await context.call('PUT', path, { token: bob.token, json });
      const expected = [{ user_id: bob.id, emoji: '👍' }];
      same('the reactions in the answer', [put.status, put.body.reactions], [200, expected]);
      const frame = await adas.next(
        ({ type, payload }) => type === 'message:update' && payload.id === message.id,
      );
      same('the reactions in the event', frame.payload.reactions, expected);
      await adas.close();
      const taken = await context.call('DELETE', path, { token: bob.token });
      same('after it is taken back', [taken.status, taken.body.reactions], [200, []]);
      return `seq ${frame.seq}, then none`;
    },
  },
  {
    id: 'messages.receipts',
    title: 'a read mark reaches the sender, and unread counts follow',
    assumes: 'The read of a conversation is one write, and is emitted to the peer.',
    remedy: iam,
    needs: ['accounts'],
    run: async (context) => {
      const { ada, bob, conversationId } = await context.people.shared();
      const socket = await context.connect(ada);
      const { seq } = await send(context, ada, { content: aText() });
      const unread = (await conversationOf(context, bob)).unread_count;
      holds(unread > 0, `unread_count is ${unread} after a send`);
      const path = `/conversations/${conversationId}/read`;
      const read = await context.call('POST', path, { token: bob.token, json: { seq } });
      same('status and unread_count', [read.status, read.body.unread_count], [200, 0]);
      const frame = await socket.next(
        ({ type, payload }) => type === 'message:read' && payload.up_to_seq === seq,
      );
      same('the reader', frame.payload.user_id, bob.id);
      await socket.close();
      return `read up to ${seq}, ${unread} unread before`;
    },
  },
  {
    id: 'messages.settings',
    title: 'a muted and pinned conversation is so on the own other device, and nowhere else',
    assumes: 'The write of a membership and of the count of pinned ones is allowed by its rights.',
    remedy: iam,
    needs: ['accounts'],
    run: async (context) => {
      const { ada, bob, conversationId } = await context.people.shared();
      const path = `/conversations/${conversationId}/me`;
      const set = (json: object) => context.call('PATCH', path, { token: ada.token, json });
      // An earlier run may have ended before its end.
      const reset = { muted_until: null, is_pinned: false };
      same('status of a reset', (await set(reset)).status, 200);
      const [phone, bobs] = [await context.connect(ada), await context.connect(bob)];
      const { ver } = await conversationOf(context, bob);
      const changed = await set({ muted_until: 'forever', is_pinned: true });
      same('status and settings', [changed.status, changed.body.me?.is_pinned], [200, true]);
      const frame = await phone.next(({ type }) => type === 'conversation:settings');
      same('the event', frame.payload.muted_until, 'forever');
      const list = await context.call('GET', '/conversations?view=main&size=1', {
        token: ada.token,
      });
      same('the first of the list', list.body.items[0]?.id, conversationId);
      same('status of the end', (await set(reset)).status, 200);
      const seen = await conversationOf(context, bob);
      same('what the other person sees', [seen.ver, seen.me.ver], [ver, 0]);
      const { id } = await send(context, ada, { content: aText() });
      await bobs.next(({ payload }) => payload.id === id);
      const leaked = bobs.frames.filter(({ type }) => type === 'conversation:settings');
      same('events at the other person', leaked.length, 0);
      await Promise.all([phone.close(), bobs.close()]);
      return `settings ${changed.body.me.ver} on another device`;
    },
  },
  {
    id: 'messages.marks',
    title:
      'a starred message is in the list, one deleted for oneself is gone, and the peer sees neither',
    assumes: 'The membership and its marks are one transaction, and readers may read both.',
    remedy: iam,
    needs: ['accounts'],
    run: async (context) => {
      const { ada, bob, conversationId } = await context.people.shared();
      const { ver } = await conversationOf(context, bob);
      const { id, seq } = await send(context, bob, { content: aText() });
      const at = `/conversations/${conversationId}/marks`;
      const set = (json: object) => context.call('PATCH', at, { token: ada.token, json });
      const get = (path: string, { token } = ada) => context.call('GET', path, { token });
      const starred = await set({ star: [id] });
      same('status and star', [starred.status, starred.body.marks?.starred.at(-1)], [200, seq]);
      const marks = await get(at);
      same('the marks', [marks.status, marks.body], [200, starred.body.marks]);
      const list = await get('/starred');
      same('the first of the list', list.body.items?.[0]?.message_id, id);
      same('status of the deletion', (await set({ hide: [id] })).status, 200);
      same('status of the deleted message', (await get(`/messages/${id}`)).status, 404);
      const page = await get(`/conversations/${conversationId}/messages`);
      const isShown = page.body.items.some((message: { id: string }) => message.id === id);
      same('in the page of messages', isShown, false);
      same('status at the other person', (await get(`/messages/${id}`, bob)).status, 200);
      const seen = await conversationOf(context, bob);
      holds(seen.ver > ver && seen.me.ver === 0, 'the marks of one person are those of the other');
      return `seq ${seq}`;
    },
  },
  {
    id: 'messages.typing',
    title: 'typing reaches the peer',
    assumes: 'The frame goes to the function typing, which posts to the peer.',
    remedy: 'Check the log of the function typing.',
    needs: ['accounts'],
    run: async ({ connect, people }) => {
      const { ada, bob, conversationId } = await people.shared();
      const [adas, bobs] = [await connect(ada), await connect(bob)];
      for (const state of ['start', 'stop']) {
        adas.send({ action: 'typing', conversation_id: conversationId, state });
        await bobs.next(
          ({ type, payload }) =>
            type === 'presence:typing' && payload.user_id === ada.id && payload.state === state,
        );
      }
      await Promise.all([adas.close(), bobs.close()]);
      return 'start and stop';
    },
  },
  {
    id: 'messages.presence',
    title: 'presence follows the sockets',
    assumes:
      '$connect, pings and $disconnect reach their functions; $disconnect comes soon after a close.',
    remedy:
      'API Gateway promises $disconnect only at best effort: presence then ends with its lease of 330 seconds. Report how long it took.',
    needs: ['accounts'],
    run: async (context) => {
      const { ada, bob } = await context.people.shared();
      const peer = async () => (await conversationOf(context, ada)).peer;
      const socket = await context.connect(bob);
      const isOnline = await until(async () => (await peer()).online, { withinMs: context.waitMs });
      holds(isOnline, 'not online with an open socket');
      const start = performance.now();
      await socket.close();
      const isOffline = await until(async () => !(await peer()).online, {
        withinMs: 2 * context.waitMs,
      });
      holds(
        isOffline,
        `still online ${Math.round((performance.now() - start) / 1_000)} s after the close`,
      );
      holds((await peer()).last_seen, 'no last_seen');
      return `offline ${Math.round(performance.now() - start)} ms after the close`;
    },
  },
];
