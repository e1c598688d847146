import { deepStrictEqual, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { RequestAnswer } from '#contracts/closed-lists.ts';
import type { Message } from '#contracts/http/messages.ts';
import { requestLimits } from '#contracts/http/request-limits.ts';
import { asking, checkNoDrift } from './drift.ts';
import {
  bodyOf,
  newName,
  only,
  opened,
  outcome,
  pair,
  type Race,
  run,
  start,
  tally,
  times,
} from './race-runner.ts';

/** One gets the name; the others lose nothing; the winner's old name is free again. */
const rename: Race = async (home, chance) => {
  const names = times(4, () => newName());
  const people = await Promise.all(names.map((name) => home.register(name)));
  const wanted = newName('wanted');
  const runners = people.map((who, index) => {
    const username = index % 2 === 0 ? wanted : wanted.toUpperCase();
    return start(who, 'update-me', { body: { username } });
  });
  const replies = await run(home, chance, runners);

  deepStrictEqual(tally(replies, runners), { 200: 1, username_taken: 3 });
  const winner = runners.findIndex((runner) => outcome(replies.get(runner)) === 200);
  const expected = names.map((name, index) => (index === winner ? wanted : name));
  const shown = people.map((who) => asking(home.call, who)<{ username: string }>('get-me'));
  deepStrictEqual(
    (await Promise.all(shown)).map(({ username }) => username),
    expected,
  );
  const [loser = ''] = people.filter((_, index) => index !== winner);
  const free = { body: { username: names[winner] } };
  deepStrictEqual(outcome(await home.call(loser, 'update-me', free)), 200);
};

/** However many open or send first: one conversation, with every message in it. */
const open: Race = async (home, chance) => {
  const { ada, bob } = await pair(home);
  const sides = [
    [ada, bob],
    [bob, ada],
  ] as const;
  const opens = sides.flatMap(([who, peer_id]) =>
    times(5, () => start(who, 'open-conversation', { body: { peer_id } })),
  );
  const sends = sides.flatMap(([who, receiver_id]) =>
    times(3, (n) => start(who, 'send-message', { body: { text: `${n}`, receiver_id } })),
  );
  const replies = await run(home, chance, [...opens, ...sends]);

  ok((tally(replies, opens)[201] ?? 0) <= 1, 'opened once');
  only(tally(replies, opens), ['200', '201'], 'opens');
  deepStrictEqual(tally(replies, sends), { 201: 6 });
  const ids = new Set([
    ...opens.map((runner) => bodyOf(replies.get(runner)).id),
    ...sends.map((runner) => bodyOf(replies.get(runner)).conversation_id),
  ]);
  deepStrictEqual(ids.size, 1);
  for (const person of [ada, bob]) {
    const list = await asking(home.call, person)<{ total: number }>('list-conversations');
    deepStrictEqual(list.total, 1);
    await checkNoDrift(home.call, person, String([...ids][0]));
  }
};

/** A `client_id` makes one message; of two different requests with it, one is refused. */
const send: Race = async (home, chance) => {
  const { ada, bob, id, settled } = await opened(home);
  const client_id = randomUUID();
  const words = (content: string, more = {}) =>
    start(ada, 'post-message', { params: { id }, body: { content, ...more } });
  const same = times(5, () => words('the same', { client_id }));
  const different = words('another', { client_id });
  const others = times(5, (n) => words(`${n}`));
  const answers = times(3, (n) =>
    start(bob, 'post-message', { params: { id }, body: { content: `${n}`, client_id } }),
  );
  const replies = await run(home, chance, [...same, different, ...others, ...answers]);

  const isFirst = outcome(replies.get(different)) === 201;
  deepStrictEqual(tally(replies, same), isFirst ? { client_id_reused: 5 } : { 200: 4, 201: 1 });
  if (!isFirst) deepStrictEqual(outcome(replies.get(different)), 'client_id_reused');
  deepStrictEqual(tally(replies, others), { 201: 5 });
  // The same id by another sender is another message.
  const made = tally(replies, answers);
  deepStrictEqual(made, { 201: 1, client_id_reused: 2 });
  await settled();
};

/** Single and bulk reads, while more messages arrive; the last message is read singly only. */
const read: Race = async (home, chance) => {
  const { ada, bob, id, send: sendOne, settled } = await opened(home);
  const messages: Message[] = [];
  for (let n = 0; n < 4; n++) messages.push(await sendOne());
  const single = messages.flatMap((message) =>
    times(3, () => start(bob, 'read-message', { params: { id: message.id } })),
  );
  const upTo = [1, 3, 2].map((seq) => start(bob, 'read-up-to', { params: { id }, body: { seq } }));
  const more = times(3, (n) =>
    start(ada, 'post-message', { params: { id }, body: { content: `${n}` } }),
  );
  const replies = await run(home, chance, [...single, ...upTo, ...more]);

  deepStrictEqual(tally(replies, [...single, ...upTo]), { 200: 15 });
  deepStrictEqual(tally(replies, more), { 201: 3 });
  await settled();
};

/** It is deleted once, and nothing changes it afterwards. */
const remove: Race = async (home, chance) => {
  const { ada, bob, id, send: sendOne, settled } = await opened(home);
  await sendOne();
  const message = await sendOne();
  const it = { params: { id: message.id } };
  const deletes = times(3, () => start(ada, 'delete-message', it));
  const careful = times(2, () =>
    start(ada, 'delete-message', { ...it, query: { only_unread: 'true' } }),
  );
  const edits = times(3, (n) => start(ada, 'edit-message', { ...it, body: { content: `${n}` } }));
  const reads = times(3, () => start(bob, 'read-message', it));
  const upTo = start(bob, 'read-up-to', { params: { id }, body: { seq: message.seq } });
  const all = [...deletes, ...careful, ...edits, ...reads, upTo];
  const replies = await run(home, chance, all);

  const deleted = tally(replies, [...deletes, ...careful]);
  deepStrictEqual(deleted[204], 1, 'deleted once');
  only(deleted, ['204', 'message_not_found', 'message_read'], 'deletes');
  only(tally(replies, edits), ['200', 'message_deleted'], 'edits');
  only(tally(replies, reads), ['200', 'message_not_found'], 'reads');
  deepStrictEqual(outcome(replies.get(upTo)), 200);
  await settled();
};

/** Each member has one reaction at the end, or none; nobody reacts to what is deleted. */
const react: Race = async (home, chance) => {
  const { ada, bob, send: sendOne, settled } = await opened(home);
  const [message, doomed] = [await sendOne(), await sendOne()];
  const to = ({ id: of }: Message, who: string, emoji: string) =>
    start(who, 'put-reaction', { params: { id: of }, body: { emoji } });
  const both = [ada, bob].flatMap((who) => ['👍', '🎉', '👍'].map((one) => to(message, who, one)));
  const withdrawn = start(bob, 'delete-reaction', { params: { id: message.id } });
  const late = times(3, () => to(doomed, bob, '👍'));
  const gone = start(ada, 'delete-message', { params: { id: doomed.id } });
  const replies = await run(home, chance, [...both, withdrawn, ...late, gone]);

  deepStrictEqual(tally(replies, [...both, withdrawn]), { 200: 7 });
  only(tally(replies, late), ['200', 'message_deleted'], 'reactions to a deleted message');
  deepStrictEqual(outcome(replies.get(gone)), 204);
  const get = (of: Message) =>
    asking(home.call, ada)<Message>('get-message', { params: { id: of.id } });
  const { reactions } = await get(message);
  const people = reactions.map(({ user_id }) => user_id);
  deepStrictEqual([...new Set(people)], people, 'one of each member');
  ok(people.includes(ada), 'one that nobody withdrew');
  deepStrictEqual((await get(doomed)).reactions, []);
  await settled();
};

/** A file is in one message. */
const attach: Race = async (home, chance) => {
  const { ada, id, settled } = await opened(home);
  const file = await home.upload(ada);
  const sends = times(5, (n) =>
    start(ada, 'post-message', {
      params: { id },
      body: { content: `${n}`, attachment_ids: [file.id] },
    }),
  );
  const replies = await run(home, chance, sends);

  deepStrictEqual(tally(replies, sends), { 201: 1, invalid_attachment: 4 });
  await settled();
};

/** A request brings its few texts and no more; who accepts it has accepted, whatever else is answered. */
const ask: Race = async (home, chance) => {
  const { ada, bob } = await pair(home);
  const sends = times(requestLimits.messages + 3, (n) =>
    start(ada, 'send-message', { body: { text: `${n}`, receiver_id: bob } }),
  );
  const sent = await run(home, chance, sends);
  deepStrictEqual(tally(sent, sends), { 201: requestLimits.messages, request_pending: 3 });
  const [id = ''] = sends.flatMap((one) => bodyOf(sent.get(one)).conversation_id ?? []);
  const answers = (answer: RequestAnswer) =>
    times(3, () => start(bob, 'answer-request', { params: { id }, body: { answer } }));
  const [accepts, declines] = [answers('accepted'), answers('declined')];
  const replies = await run(home, chance, [...accepts, ...declines]);

  deepStrictEqual(tally(replies, accepts), { 200: 3 });
  only(tally(replies, declines), ['200', 'no_request'], 'declines');
  const more = await run(home, chance, [
    start(ada, 'send-message', { body: { text: 'more', receiver_id: bob } }),
  ]);
  deepStrictEqual([...more.values()].map(outcome), [201]);
  for (const person of [ada, bob]) await checkNoDrift(home.call, person, id);
};

export const races: Readonly<Record<string, Race>> = {
  rename,
  open,
  send,
  read,
  remove,
  react,
  attach,
  ask,
};
