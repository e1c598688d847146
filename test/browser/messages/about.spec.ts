import { makeScene, pdf, photo, signIn } from '#test/browser/a11y/scene.ts';
import { expect, test } from '#test/browser/fixtures.ts';

test('the page about a peer has what was shared, and leads to its message', {
  tag: '@phone',
}, async ({ page, siteUrl, isMobile }) => {
  const { register, open, say, show } = makeScene(siteUrl);
  const [ada, bob] = await Promise.all([register(), register()]);
  const id = await open(ada, bob);
  await show(ada, id, [photo('hall.jpg')]);
  await show(ada, id, [pdf('timetable.pdf')]);
  await say(ada, id, { content: 'See https://example.org/trains' });
  for (let n = 1; n <= 40; n++) await say(ada, id, { content: `news ${n}` });
  await signIn(page.context(), siteUrl, ada);
  await page.goto(`${siteUrl}/c/${id}`);
  const log = page.getByRole('log', { name: 'Messages' });
  await log.getByText('news 40').waitFor();

  await page.getByRole('heading', { level: 1 }).getByRole('link').click();
  const about = page.getByRole('complementary', { name: `About ${bob.username}` });
  await expect(about.getByText(`@${bob.username}`)).toBeVisible();
  await expect(about.getByText(/^On Parley since/)).toBeVisible();
  await about.getByRole('button', { name: 'Open photo hall.jpg' }).click();
  const viewer = page.getByRole('dialog', { name: 'Photos' });
  await viewer.getByRole('img', { name: 'hall.jpg' }).waitFor();
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await expect(about.getByRole('button', { name: 'Open photo hall.jpg' })).toBeFocused();

  await about.getByRole('tab', { name: 'Voice' }).click();
  await expect(about.getByText('No voice messages.')).toBeVisible();
  await about.getByRole('tab', { name: 'Links' }).click();
  await expect(about.getByRole('link', { name: 'https://example.org/trains' })).toBeVisible();
  await about.getByRole('tab', { name: 'Files' }).click();
  await about.getByRole('button', { name: 'Show in conversation' }).click();
  const file = log.getByRole('button', { name: 'Download timetable.pdf' });
  await expect(file).toBeInViewport();
  // On a phone the page covers the dialog, so that it closes.
  if (!isMobile) await page.keyboard.press('Escape');
  await expect(about).toBeHidden();
  await expect(page).toHaveURL(`${siteUrl}/c/${id}`);
  await expect(file).toBeInViewport();

  await log.press('End');
  await page.getByRole('heading', { level: 1 }).getByRole('link').click();
  await about.getByRole('button', { name: 'Open photo hall.jpg' }).click();
  await viewer.getByRole('button', { name: 'Show in conversation' }).click();
  await expect(log.getByRole('button', { name: 'Open photo hall.jpg' })).toBeInViewport();
});

test('the page about a peer covers the dialog of a phone, where new messages stay unread meanwhile', {
  tag: '@phone',
}, async ({ page, siteUrl, isMobile }) => {
  const { register, open, say, call } = makeScene(siteUrl);
  const [ada, bob] = await Promise.all([register(), register()]);
  const id = await open(ada, bob);
  await say(ada, id, { content: 'first' });
  await signIn(page.context(), siteUrl, ada);
  await page.clock.install();
  let reads = 0;
  page.on('request', (request) => {
    if (request.url().endsWith(`/conversations/${id}/read`)) reads++;
  });
  await page.goto(`${siteUrl}/c/${id}/about`);
  const about = page.getByRole('complementary', { name: `About ${bob.username}` });
  await about.getByRole('switch', { name: 'Mute' }).click();
  // The log is hidden on a phone, where no role finds it.
  const log = page.locator('[role=log]');
  await log.getByText('first').waitFor({ state: 'attached' });
  await say(bob, id, { content: 'second' });
  const second = log.getByText('second');
  await second.waitFor({ state: 'attached' });
  const unread = async () => {
    const { body } = await call('GET', `/conversations/${id}`, { token: ada.token });
    return body.unread_count;
  };
  // Whatever the page does later, it does now.
  await page.clock.runFor(10_000);
  if (isMobile) expect([reads, await unread()]).toEqual([0, 1]);
  await about.getByRole('button', { name: 'Close' }).click();
  await expect(second).toBeInViewport();
  await expect.poll(unread).toBe(0);
  await page.getByRole('heading', { level: 1 }).getByRole('link').click();
  await expect(about.getByRole('switch', { name: 'Mute' })).toBeChecked();
});
