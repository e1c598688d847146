import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { overflows, unreachable } from './layout.ts';
import { makeFullScene, makeScene, signIn } from './scene.ts';
import * as walk from './walk.ts';
import { walkSettings } from './walk-settings.ts';

/** A page of 1280 by 720 at 200 % zoom, and of 1280 by 1024 at 400 %, as high as a phone. */
const views = [
  { width: 640, height: 360 },
  { width: 320, height: 568 },
];

const makeInspector = (page: Page) => {
  const found: Record<string, string[]> = {};
  const look: walk.Look = async (state, part) => {
    for (const view of views) {
      await page.setViewportSize(view);
      const all = [...(await overflows(page)), ...(await unreachable(page, part))];
      if (all.length > 0) found[`${state} at ${view.width}`] = all;
    }
  };
  return { look, found };
};

test('everything is visible and can be pressed at 200 and at 400 % zoom', async ({
  page,
  siteUrl,
}) => {
  test.setTimeout(240_000);
  const { look, found } = makeInspector(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize(views[1] ?? { width: 320, height: 568 });
  await walk.walkAsGuest(page, siteUrl, look);
  const scene = await makeFullScene(siteUrl);
  await signIn(page.context(), siteUrl, await makeScene(siteUrl).register());
  await walk.walkEmptyList(page, siteUrl, look);
  await signIn(page.context(), siteUrl, scene.ada);
  await walk.walkList(page, siteUrl, look);
  await walk.walkDialog(page, siteUrl, scene, look, { hasMouse: true });
  await walkSettings(page, siteUrl, look);
  expect(found).toEqual({});
});
