import { newDataFolder, startParley } from '../../test/support/parley-process.ts';
import { commandLine } from '../command.ts';
import { register } from './people.ts';
import { seed } from './seed.ts';

const values = commandLine({
  name: 'bench:search',
  summary:
    'Measures a search through all messages of a person without a match, against reading the same messages as pages of 100, in the same run. Meanwhile another person asks for GET /api/health, which shows how long a search holds others up.',
  options: {
    messages: { type: 'string', default: '10000' },
    conversations: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '7' },
  },
  help: {
    messages: 'Of the person',
    conversations: 'Of the person',
    rounds: 'Of both, in turn',
  },
});

const sorted = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);
const at = (numbers: readonly number[], share: number): number =>
  sorted(numbers)[Math.floor(share * (numbers.length - 1))] ?? 0;
const summary = (numbers: readonly number[]): string =>
  `median ${at(numbers, 0.5).toFixed(0)} ms (${at(numbers, 0).toFixed(0)} to ${at(numbers, 1).toFixed(0)})`;

const data = newDataFolder();
try {
  const first = await startParley(['--data', data.path, '--api-only']);
  const ada = await register(first.url, 'ada');
  await first.stop();
  console.log(`seeding ${values.messages} messages…`);
  // A third of the texts is not ASCII, and takes longer to fold.
  await seed(data.path, [ada], {
    users: Number(values.conversations) + 1,
    messages: Number(values.messages),
    conversationsOfFirst: Number(values.conversations),
    draftOf: (n) =>
      n % 3 === 0 ? { content: `Nachricht ${n}, so lang wie üblich, mit Umlauten: äöüß` } : {},
  });

  const parley = await startParley(['--data', data.path, '--api-only']);
  const headers = { authorization: `Bearer ${ada.token}` };
  const get = async (path: string) => {
    const answer = await fetch(`${parley.url}/api${path}`, { headers });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer.json() as Promise<{ items: { id: string }[]; next_cursor: string | null }>;
  };
  /** All pages; returns how many. */
  const readAll = async (path: string): Promise<number> => {
    let [cursor, pages] = ['', 0];
    do {
      const page = await get(`${path}${cursor && `&cursor=${cursor}`}`);
      cursor = page.next_cursor ?? '';
      pages++;
    } while (cursor !== '');
    return pages;
  };
  const { items } = await get('/conversations?size=100');
  const readHistories = async (): Promise<void> => {
    for (const { id } of items) await readAll(`/conversations/${id}/messages?limit=100`);
  };
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const waits: number[] = [];
  const health = async (): Promise<void> => {
    waits.push(await timed(() => get('/health')));
  };
  const searches: number[] = [];
  const histories: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    histories.push(await timed(readHistories));
    let isSearching = true;
    const others = (async () => {
      while (isSearching) await health();
    })();
    searches.push(await timed(() => readAll('/search?q=nowhere')));
    isSearching = false;
    await others;
  }
  await parley.stop();
  console.log(`search through ${values.messages} messages: ${summary(searches)}`);
  console.log(`baseline, the same as pages of 100: ${summary(histories)}`);
  console.log(
    `GET /api/health meanwhile: p50 ${at(waits, 0.5).toFixed(1)} ms, p99 ${at(waits, 0.99).toFixed(1)} ms`,
  );
  console.log(`ratio to baseline: ${(at(searches, 0.5) / at(histories, 0.5)).toFixed(2)}`);
} finally {
  data.remove();
}
