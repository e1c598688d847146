import { expect, it } from 'vitest';
import { configureZod } from '#site/boot/zod-config.ts';

it('zod takes the settings of the page when it loads', async () => {
  configureZod();
  const z = await import('zod');

  expect(z.config().jitless).toBe(true);
});
