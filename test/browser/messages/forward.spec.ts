import { makeScene, pdf, signIn } from '#test/browser/a11y/scene.ts';
import { expect, test } from '#test/browser/fixtures.ts';

test('messages are forwarded to several people, files too, once each, also while offline', {
  tag: '@phone',
}, async ({ page, siteUrl, isMobile }) => {
  const { register, open, say, show, call } = makeScene(siteUrl);
  const [ada, bob, eve] = await Promise.all([register(), register(), register()]);
  const withBob = await open(ada, bob);
  const withEve = await open(ada, eve);
  await say(ada, withEve, { content: 'Hello' });
  await show(bob, withBob, [pdf('timetable.pdf')], 'For *the way*');
  await say(ada, withBob, { content: 'Thanks' });
  await signIn(page.context(), siteUrl, ada);
  await page.goto(`${siteUrl}/c/${withBob}`);
  const log = page.getByRole('log', { name: 'Messages' });
  const shown = log.locator('[data-bubble]').filter({ hasText: 'timetable.pdf' }).first();
  await shown.waitFor();

  if (isMobile) {
    await shown.click({ button: 'right', position: { x: 40, y: 3 } });
  } else {
    const row = log.locator('[data-key]').filter({ hasText: 'timetable.pdf' }).first();
    await row.getByRole('button', { name: 'Message options' }).focus();
    await page.keyboard.press('Enter');
  }
  await page.getByRole('menuitem', { name: 'Forward' }).click();
  const picker = page.getByRole('dialog', { name: 'Forward a message' });
  await picker.getByRole('searchbox').fill(eve.username.toUpperCase());
  await expect(picker.getByRole('checkbox')).toHaveCount(1);
  await picker.getByRole('checkbox', { name: eve.username }).check();
  await picker.getByRole('searchbox').fill('');
  await picker.getByRole('checkbox', { name: bob.username }).check();
  await expect(picker.getByText('2 chosen')).toBeVisible();
  // Nothing is answered, as on a connection that is lost meanwhile.
  await page.context().setOffline(true);
  await picker.getByRole('button', { name: 'Send' }).click();
  const forwarded = log.locator('[data-bubble]').filter({ hasText: 'Forwarded' });
  await expect(forwarded.getByText('timetable.pdf')).toBeVisible();
  await page.context().setOffline(false);
  await expect(forwarded.getByText('Sent', { exact: true })).toBeAttached();

  const filesIn = async (id: string, token: string) => {
    const { body } = await call('GET', `/conversations/${id}/messages`, { token });
    return body.items
      .filter((message: { forwarded?: true }) => message.forwarded)
      .map((message: { content: string; attachments: { filename: string }[] }) => [
        message.content,
        ...message.attachments.map(({ filename }) => filename),
      ]);
  };
  const once = [['For *the way*', 'timetable.pdf']];
  await expect.poll(() => filesIn(withEve, eve.token)).toEqual(once);
  expect(await filesIn(withBob, bob.token)).toEqual(once);
});

test('a text is forwarded to somebody new, a file is not, and who refuses it leaves no empty conversation', {
  tag: '@phone',
}, async ({ page, siteUrl }) => {
  const { register, open, say, show, call } = makeScene(siteUrl);
  const [ada, bob, eve, kim] = await Promise.all([register(), register(), register(), register()]);
  const withBob = await open(ada, bob);
  await show(bob, withBob, [pdf('timetable.pdf')]);
  await say(bob, withBob, { content: 'Gate 9' });
  await call('PUT', `/users/${ada.id}/block`, { token: kim.token });
  await signIn(page.context(), siteUrl, ada);
  await page.goto(`${siteUrl}/c/${withBob}`);
  const log = page.getByRole('log', { name: 'Messages' });
  const forward = async (text: string) => {
    const shown = log.locator('[data-bubble]').filter({ hasText: text }).first();
    await shown.click({ button: 'right', position: { x: 40, y: 3 } });
    await page.getByRole('menuitem', { name: 'Forward' }).click();
  };
  const picker = page.getByRole('dialog', { name: 'Forward a message' });
  const people = picker.getByRole('list', { name: 'Other people' });
  const find = (name: string) => picker.getByRole('searchbox').fill(name);

  await forward('timetable.pdf');
  await find(eve.username);
  await expect(people.getByRole('checkbox', { name: eve.username })).toBeDisabled();
  await expect(people).toContainText('Files only in a conversation that you already have');
  await page.keyboard.press('Escape');

  await forward('Gate 9');
  for (const { username } of [kim, eve]) {
    await find(username);
    await people.getByRole('checkbox', { name: username }).check();
  }
  // Chosen people stay in the list.
  await find('');
  await expect(people.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await picker.getByRole('button', { name: 'Send' }).click();
  await expect(picker.getByRole('alert')).toContainText(
    new RegExp(`^${kim.username} cannot get this: .+ It was sent to the others\\.$`),
  );
  await expect(picker.getByRole('checkbox', { checked: true })).toHaveCount(0);
  const previews = async () => {
    const { body } = await call('GET', '/conversations', { token: ada.token });
    return body.items.map(
      (one: { last_message: { preview: string } | null }) => one.last_message?.preview,
    );
  };
  await expect.poll(previews).toEqual(['Gate 9', 'Gate 9']);
  await picker.getByRole('button', { name: 'Cancel' }).click();

  await forward('Gate 9');
  await picker.getByRole('checkbox', { name: eve.username }).check();
  await picker.getByRole('button', { name: 'Send' }).click();
  await expect(page).not.toHaveURL(`${siteUrl}/c/${withBob}`);
  await expect(log.locator('[data-bubble]').filter({ hasText: 'Forwarded' })).toContainText([
    'Gate 9',
    'Gate 9',
  ]);
});
