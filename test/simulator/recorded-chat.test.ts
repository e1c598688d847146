import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Recorded } from './support/recorded-chat.ts';
import { recordChat } from './support/recorded-chat.ts';

const stored = JSON.parse(readFileSync('scripts/cost/chat.json', 'utf8')) as Recorded;

it('the recorded chat of the cost model equals what the client does today', async () => {
  expect(await recordChat()).toEqual(stored);
});
