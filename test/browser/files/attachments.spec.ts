import { expect, test } from '#test/browser/fixtures.ts';
import { interrupt } from '#test/browser/interrupt.ts';
import { traces } from '#test/support/photos/photos.ts';
import {
  box,
  draftFiles,
  give,
  giveWith,
  jpeg,
  log,
  meet,
  pdf,
  photos,
  program,
  send,
} from './given-files.ts';

test('files are dropped, previewed, sent, and opened by the peer; the location is removed from photos', {
  tag: '@phone',
}, async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  await give(ada, 'drop', jpeg('one.jpg'), jpeg('two.jpg'), pdf, program);
  await expect(draftFiles(ada).getByRole('listitem')).toHaveCount(3);
  await expect(draftFiles(ada).locator('img')).toHaveCount(2);
  await expect(ada.getByRole('alert')).toContainText('setup.exe');
  await box(ada).fill('with a word');
  await send(ada);

  await expect(photos(bob)).toHaveCount(2);
  await expect(log(bob).getByText('with a word')).toBeVisible();
  const [asked] = await Promise.all([
    bob.waitForEvent('download'),
    log(bob).getByRole('button', { name: 'Download offer.pdf' }).click(),
  ]);
  expect(asked.suggestedFilename()).toBe('offer.pdf');

  await photos(bob).first().click();
  const viewer = bob.getByRole('dialog', { name: 'Photos' });
  const shown = viewer.getByRole('img', { name: 'one.jpg' });
  await expect(shown).toBeVisible();
  // Rotated in the file, upright on the page.
  await expect
    .poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalHeight))
    .toBe(48);
  const bytes = await shown.evaluate(async (image: HTMLImageElement) =>
    Array.from(new Uint8Array(await (await fetch(image.src)).arrayBuffer())),
  );
  const text = Buffer.from(bytes).toString('latin1');
  for (const trace of traces) expect(text).not.toContain(trace);
  await bob.keyboard.press('ArrowRight');
  await expect(viewer.getByRole('img', { name: 'two.jpg' })).toBeVisible();
  await bob.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
});

test('a pasted picture can be removed and pasted again', async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  await give(ada, 'paste', jpeg('pasted.jpg'));
  await ada.getByRole('button', { name: 'Remove pasted.jpg' }).click();
  await expect(draftFiles(ada)).toBeHidden();
  await expect(ada.getByRole('button', { name: 'Send' })).toBeHidden();

  await give(ada, 'paste', jpeg('pasted.jpg'));
  await expect(draftFiles(ada).getByRole('listitem')).toHaveCount(1);
  await send(ada);

  await expect(photos(bob)).toHaveCount(1);
});

test('a file that was attached offline is sent once the network is back', async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  await give(ada, 'drop', jpeg('first.jpg'));
  await send(ada);
  await expect(photos(bob)).toHaveCount(1);

  await ada.context().setOffline(true);
  await give(ada, 'drop', jpeg('tunnel.jpg'));
  await expect(draftFiles(ada)).toContainText('Waiting for a connection');
  await send(ada);
  await expect(log(bob).getByRole('button', { name: 'Open photo tunnel.jpg' })).toHaveCount(0);
  await ada.context().setOffline(false);

  await expect(log(bob).getByRole('button', { name: 'Open photo tunnel.jpg' })).toHaveCount(1);
});

test('a reload during uploads loses no file, and sends each once', async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  const reconnect = await interrupt(ada, '**/files');
  await give(ada, 'drop', jpeg('kept.jpg'));
  await box(ada).fill('before the reload');
  await send(ada);
  await expect(log(ada).getByText('before the reload')).toBeVisible();

  await ada.reload();
  await expect(log(ada).getByRole('img', { name: 'kept.jpg' })).toBeVisible();
  reconnect();

  await expect(photos(bob)).toHaveCount(1);
  await expect(log(bob).getByText('before the reload')).toHaveCount(1);
});

test('an unsent message can be cancelled, and its text returns to the box', async ({
  newPerson,
}) => {
  const { ada, bob } = await meet(newPerson);
  const reconnect = await interrupt(ada, '**/files');
  await give(ada, 'drop', jpeg('hasty.jpg'));
  await box(ada).fill('too soon');
  await send(ada);
  await log(ada).getByRole('button', { name: 'Cancel sending' }).click();

  await expect(log(ada).getByText('too soon')).toHaveCount(0);
  await expect(box(ada)).toHaveValue('too soon');
  await expect(box(ada)).toBeFocused();
  reconnect();
  await send(ada);
  await expect(log(bob).getByText('too soon')).toBeVisible();
  await expect(log(bob).getByText('too soon')).toHaveCount(1);
  await expect(photos(bob)).toHaveCount(0);
});

test('a file above the storage limit is refused with the reason, and is sent once there is space', async ({
  newPerson,
}) => {
  const { ada, bob } = await meet(newPerson);
  const sent = Promise.withResolvers<void>();
  const makeRoom = await interrupt(ada, '**/api/attachments', async (route) => {
    // In the pending attachments it would block the message.
    await sent.promise;
    await route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 409, code: 'storage_full' }),
    });
  });
  await give(ada, 'drop', pdf);
  await send(ada);
  await expect(draftFiles(ada)).toBeHidden();
  sent.resolve();
  await expect(log(ada).getByRole('alert')).toContainText('There is no space left for this file.');

  makeRoom();
  await log(ada).getByRole('button', { name: 'Retry' }).click();

  await expect(log(bob).getByRole('button', { name: 'Download offer.pdf' })).toBeVisible();
});

test('a deleted message is deleted with its photos', async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  await give(ada, 'drop', jpeg('regret.jpg'));
  await send(ada);
  await expect(photos(bob)).toHaveCount(1);
  await expect(photos(ada)).toHaveCount(1);

  await photos(ada).click({ button: 'right' });
  await ada.getByRole('menuitem', { name: 'Delete' }).click();
  await ada.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();

  await expect(photos(bob)).toHaveCount(0);
  await expect(log(bob).getByText('Message deleted')).toBeVisible();
});

test('a file copied in a file manager is attached; a picture beside formatted text is not', async ({
  newPerson,
}) => {
  const { ada } = await meet(newPerson);
  await giveWith(ada, 'paste', { 'text/plain': '/home/ada/offer.pdf' }, pdf);
  await expect(draftFiles(ada)).toContainText('offer.pdf');

  const cells = { 'text/plain': '1\t2', 'text/html': '<table><tr><td>1</td></tr></table>' };
  await giveWith(ada, 'paste', cells, jpeg('image.jpg'));
  await giveWith(
    ada,
    'paste',
    { 'text/plain': 'copied.jpg', 'text/html': '<img>' },
    jpeg('copied.jpg'),
  );

  await expect(draftFiles(ada).getByRole('listitem')).toHaveCount(2);
  await expect(draftFiles(ada)).toContainText('copied.jpg');
});
