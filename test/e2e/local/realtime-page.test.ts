import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { Ping, ServerEvent, Typing } from '#contracts/realtime.ts';
import { closeCodes, frameErrors } from '#contracts/socket/socket-codes.ts';
import { recordTranscript } from '#test/support/documents/transcript.ts';
import { transcriptIn } from '#test/support/documents/transcript-page.ts';
import { newDataFolder, startParley } from '../../support/parley-process.ts';

const page = readFileSync('docs/realtime.md', 'utf8');
const data = newDataFolder();
afterAll(() => data.remove());

test('the traffic equals the transcript of the page, and every event matches the contract', async () => {
  const parley = await startParley(['--data', data.path, '--api-only']);
  const { text, events, unread } = await recordTranscript(parley.url);
  await parley.stop();

  expect(text, 'run npm run generate -- transcript').toBe(transcriptIn(page));
  expect(unread).toEqual([]);
  for (const event of events) expect(ServerEvent.parse(event)).toEqual(event);
  const types = ServerEvent.options.map((option) => option.shape.type.value);
  expect([...new Set(events.map(({ type }) => type))].sort()).toEqual(types.toSorted());
});

test('the page names every event, action and code', () => {
  const names = [
    ...ServerEvent.options.map((option) => `| \`${option.shape.type.value}\` |`),
    ...[Ping, Typing].map(({ shape }) => `| \`{"action": "${shape.action.value}"`),
    ...Object.keys(frameErrors).map((code) => `| \`${code}\` |`),
    ...Object.values(closeCodes).map((code) => `| ${code} |`),
  ];
  expect(names.filter((name) => !page.includes(`\n${name}`))).toEqual([]);
});

test('the page has the current limits', () => {
  const { socket, presence } = limits;
  const facts = [
    `| sockets per user | ${socket.perUser} |`,
    `| frame | ${socket.frameBytes / 1024} KB, in both directions |`,
    `| frames per second | ${socket.framesPerSecond},`,
    `| idle | ${socket.idleSeconds / 60} minutes |`,
    `| age | ${socket.maxAgeSeconds / 3_600} hours |`,
    `| ticket | ${limits.ticketSeconds} seconds, once |`,
    `online for ${presence.leaseSeconds} seconds`,
    `to the ${presence.peers} most recent peers`,
    `at most once in ${presence.emitEverySeconds} seconds per user`,
    `a start expires after ${limits.typingLapseSeconds} seconds`,
    `Repeat a start every ${limits.typingRepeatSeconds} seconds`,
    `at least every ${socket.pingSeconds / 60} minutes`,
    `For ${limits.sentGuardDays} days, the same`,
  ];
  expect(facts.filter((fact) => !page.includes(fact))).toEqual([]);
});
