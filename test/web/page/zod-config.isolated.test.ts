import { expect, it } from 'vitest';
import { configureZod } from '#site/boot/zod-config.ts';

it('zod has the page’s settings when it loads', async () => {
  configureZod();
  const z = await import('zod');

  expect(z.config().jitless).toBe(true);
});
