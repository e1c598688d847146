import { expect, test } from 'vitest';
import { processLimits } from '#contracts/limits.ts';
import { maxSockets } from '#local/limits/open-files.ts';

test('a process with many open files accepts the most sockets', () => {
  expect(maxSockets(65_536)).toBe(processLimits.sockets.total);
  expect(maxSockets(null)).toBe(processLimits.sockets.total);
});

test('open files are left for connections, transfers and the data file', () => {
  const { connections, uploads, downloads } = processLimits;
  const others = connections.total + uploads.total + downloads.total;
  expect(20_000 - maxSockets(20_000)).toBeGreaterThan(others);
});

test('a low limit is shared', () => {
  expect(maxSockets(1_024)).toBe(512);
});
