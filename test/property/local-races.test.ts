import { beforeAll, describe, expect, test } from 'vitest';
import { createChance } from '../simulator/support/random.ts';
import { openLocalHome } from './support/local-home.ts';
import { races } from './support/races.ts';
import { type PropertyHome, seed } from './support/run.ts';
import { openBrokenHome, sabotages } from './support/sabotage.ts';

const rounds = 30;

describe(`races on SQLite, ${rounds} rounds, seed ${seed}: one winner each, and exact counts`, () => {
  let home: PropertyHome;
  beforeAll(async () => {
    home = await openLocalHome();
  });

  test.each(Object.entries(races))('%s', { timeout: 5 * 60_000 }, async (_name, race) => {
    const chance = createChance(seed);
    for (let round = 0; round < rounds; round++) await race(home, chance);
  });
});

test.each([
  ['send', 'a send leaves no guard behind'],
  ['read', 'a read leaves the message unread'],
  ['remove', 'a deleted message still counts'],
  ['react', 'a reaction is added to the one before'],
] as const)('the race %s fails if %s', async (name, what) => {
  const sabotage = sabotages[what];
  const race = races[name];
  if (!sabotage || !race) throw new Error('no such race or sabotage');
  const home = await openBrokenHome(sabotage);

  const failure = await race(home, createChance(1)).catch((error: unknown) => error);

  expect(failure).toMatchObject({ name: 'AssertionError' });
  expect(String(failure)).not.toContain('internal_error');
});
