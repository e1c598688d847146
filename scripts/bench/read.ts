import autocannon from 'autocannon';
import { newDataFolder, startParley } from '../../test/support/parley-process.ts';
import { commandLine } from '../command.ts';
import { register } from './people.ts';
import { seed } from './seed.ts';

const values = commandLine({
  name: 'bench:read',
  summary:
    'Measures reads at 8 connections with many users and messages in the data file, against the cheapest call (GET /api/health) in the same run.',
  options: {
    seconds: { type: 'string', default: '5' },
    messages: { type: 'string', default: '100000' },
    users: { type: 'string', default: '10000' },
  },
  help: {
    seconds: 'Of each measurement',
    messages: 'In the data file',
    users: 'In the data file',
  },
});

const data = newDataFolder();
try {
  const first = await startParley(['--data', data.path, '--api-only']);
  const ada = await register(first.url, 'ada');
  await first.stop();
  console.log(`seeding ${values.users} users and ${values.messages} messages…`);
  await seed(data.path, [ada], {
    users: Number(values.users),
    messages: Number(values.messages),
    conversationsOfFirst: 20,
  });

  const parley = await startParley(['--data', data.path, '--api-only']);
  const headers = { authorization: `Bearer ${ada.token}` };
  const list = await (await fetch(`${parley.url}/api/conversations`, { headers })).json();
  const { id } = (list as { items: { id: string }[] }).items[0] ?? { id: '' };
  const measure = async (name: string, path: string) => {
    const result = await autocannon({
      url: `${parley.url}${path}`,
      connections: 8,
      duration: Number(values.seconds),
      headers,
    });
    const { p50, p99 } = result.latency;
    const rate = Math.round(result['2xx'] / result.duration);
    console.log(`${name}:`, {
      'calls/s': rate,
      'p50 ms': p50,
      'p99 ms': p99,
      failed: result.non2xx,
    });
    return rate;
  };
  const least = await measure('baseline (GET /api/health)', '/api/health');
  const rates = {
    'GET /api/conversations of 20': await measure('20 conversations', '/api/conversations?size=20'),
    'a page of 50 messages': await measure(
      '50 messages',
      `/api/conversations/${id}/messages?limit=50`,
    ),
    'search, one match of many': await measure(
      'search, one match',
      '/api/users/search?q=person%201295',
    ),
    'search, thousands of matches': await measure(
      'search, all match',
      '/api/users/search?q=person',
    ),
    'a page of the inbox': await measure('inbox', '/api/messages/inbox?order=desc'),
  };
  await parley.stop();
  for (const [name, rate] of Object.entries(rates)) {
    console.log(`ratio to baseline, ${name}: ${(rate / least).toFixed(2)}`);
  }
} finally {
  data.remove();
}
