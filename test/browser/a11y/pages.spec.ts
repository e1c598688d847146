import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { findingsOn } from './inspect.ts';
import { makeFullScene, makeScene, signIn } from './scene.ts';
import * as walk from './walk.ts';
import { walkBrokenPage, walkWithoutConnection } from './walk-failures.ts';
import { walkInvitationAsGuest, walkInvitations } from './walk-invitations.ts';
import { walkSettings } from './walk-settings.ts';

/** Inspects every state and reports all findings at the end. */
const makeInspector = (page: Page) => {
  const found: Record<string, string[]> = {};
  const look: walk.Look = async (state, part) => {
    const all = await findingsOn(page, part);
    if (all.length > 0) found[state] = all;
  };
  return { look, found };
};

test.describe('every page passes the accessibility checks, in light and in dark', () => {
  test.describe.configure({ timeout: 240_000 });
  test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: 'reduce' }));

  test('before sign-in', { tag: '@phone' }, async ({ page, siteUrl }) => {
    const { look, found } = makeInspector(page);
    await walk.walkAsGuest(page, siteUrl, look);
    await walkInvitationAsGuest(page, siteUrl, look);
    expect(found).toEqual({});
  });

  test('the list', { tag: '@phone' }, async ({ page, siteUrl }) => {
    const { look, found } = makeInspector(page);
    const scene = await makeFullScene(siteUrl);
    await signIn(page.context(), siteUrl, await makeScene(siteUrl).register());
    await walk.walkEmptyList(page, siteUrl, look);
    await walkInvitations(page, siteUrl, scene.kim, look);
    await signIn(page.context(), siteUrl, scene.ada);
    await walk.walkList(page, siteUrl, look);
    await walkWithoutConnection(page, siteUrl, look);
    await walkBrokenPage(page, siteUrl, look);
    expect(found).toEqual({});
  });

  test('the dialog', { tag: '@phone' }, async ({ page, siteUrl, isMobile }) => {
    const { look, found } = makeInspector(page);
    const scene = await makeFullScene(siteUrl);
    await signIn(page.context(), siteUrl, scene.ada);
    await walk.walkDialog(page, siteUrl, scene, look, { hasMouse: !isMobile });
    expect(found).toEqual({});
  });

  test('the settings', { tag: '@phone' }, async ({ page, siteUrl }) => {
    const { look, found } = makeInspector(page);
    const { call, register } = makeScene(siteUrl);
    const [ada, bob] = [await register(), await register()];
    await call('PUT', `/users/${bob.id}/block`, { token: ada.token });
    await signIn(page.context(), siteUrl, ada);
    await walkSettings(page, siteUrl, look);
    expect(found).toEqual({});
  });
});
