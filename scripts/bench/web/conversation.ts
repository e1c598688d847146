import { messageId } from '#core/domain/message-id.ts';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';
import { register } from '../people.ts';
import type { Seed } from '../seed.ts';
import { seed } from '../seed.ts';

const texts = [
  'ok',
  'On my way, ten minutes at most.',
  'The moth is taped into the logbook. Nobody will believe that it was a real one until they see it.',
  'Three things:\n– tea\n– the notes on the Bernoulli numbers\n– a new punch for the cards',
  'See https://example.org/notes/on/the/analytical/engine?page=7 for the rest',
  'Longer ones come too. '.repeat(18).trim(),
  'שלום, זה נכתב מימין לשמאל',
];
const EVERY_MS = 11 * 60_000;

/** Texts of all kinds, and some replies to earlier messages. */
const draftOf: NonNullable<Seed['draftOf']> = (n, { id, seq }) => ({
  content: `${texts[n % texts.length]} (${n + 1})`,
  ...(n % 23 === 22 && { replyToId: messageId(id, seq - 15) }),
});

/** A Parley with one conversation of that many messages, all of them read. */
export const openConversation = async (messages: number) => {
  const data = newDataFolder();
  const first = await startParley(['--data', data.path, '--api-only']);
  const ada = await register(first.url, 'ada');
  const bob = await register(first.url, 'bob');
  await first.stop();
  await seed(data.path, [ada, bob], {
    users: 2,
    messages,
    conversationsOfFirst: 1,
    everyMs: EVERY_MS,
    draftOf,
  });
  const parley = await startParley(['--data', data.path]);
  const headers = { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' };
  const list = await (await fetch(`${parley.url}/api/conversations`, { headers })).json();
  const { id } = (list as { items: { id: string }[] }).items[0] ?? { id: '' };
  await fetch(`${parley.url}/api/conversations/${id}/read`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ seq: messages }),
  });
  return {
    url: parley.url,
    id,
    name: ada.username,
    close: async (): Promise<void> => {
      await parley.stop();
      data.remove();
    },
  };
};
