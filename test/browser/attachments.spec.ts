import type { Page } from '@playwright/test';
import { readPhoto, traces } from '../support/photos.ts';
import { expect, type Person, test } from './fixtures.ts';

const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const box = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const send = (page: Page) => page.getByRole('button', { name: 'Send' }).click();
const tray = (page: Page) => page.getByRole('list', { name: 'Attached files' });
const photos = (page: Page) => log(page).getByRole('button', { name: /^Open photo/ });

const meet = async (newPerson: (name: string) => Promise<Person>) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await ada.page.getByRole('searchbox', { name: 'Search people' }).fill(bob.name);
  await ada.page.getByText(bob.name).first().click();
  await box(ada.page).fill('Hello Bob');
  await send(ada.page);
  await bob.page.getByRole('link').filter({ hasText: ada.name }).click();
  await expect(log(bob.page).getByText('Hello Bob')).toBeVisible();
  return { ada: ada.page, bob: bob.page };
};

interface Given {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}
const jpeg = (name: string): Given => ({
  name,
  type: 'image/jpeg',
  bytes: readPhoto('camera.jpg'),
});
const pdf: Given = {
  name: 'offer.pdf',
  type: 'application/pdf',
  bytes: new TextEncoder().encode('%PDF-1.4\n%%EOF\n'),
};
const program: Given = {
  name: 'setup.exe',
  type: 'application/x-msdownload',
  bytes: new Uint8Array([77, 90]),
};

/** Gives files to the dialog as a drop or a paste does. */
const give = (page: Page, how: 'drop' | 'paste', ...files: Given[]) =>
  page.evaluate(
    ({ how, files }) => {
      const data = new DataTransfer();
      for (const { name, type, bytes } of files) {
        data.items.add(new File([new Uint8Array(bytes)], name, { type }));
      }
      const init = { bubbles: true, cancelable: true };
      const target = document.querySelector(how === 'drop' ? '[role=log]' : 'textarea');
      target?.dispatchEvent(
        how === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: data })
          : new ClipboardEvent('paste', { ...init, clipboardData: data }),
      );
    },
    { how, files: files.map((file) => ({ ...file, bytes: [...file.bytes] })) },
  );

test('files are dropped, previewed, sent, and opened by the other; photos lose their place', async ({
  newPerson,
}) => {
  const { ada, bob } = await meet(newPerson);
  await give(ada, 'drop', jpeg('one.jpg'), jpeg('two.jpg'), pdf, program);
  await expect(tray(ada).getByRole('listitem')).toHaveCount(3);
  await expect(tray(ada).locator('img')).toHaveCount(2);
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
  // On its side in the file, upright on the page.
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

test('a pasted picture can be taken back, and pasted again', async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  await give(ada, 'paste', jpeg('pasted.jpg'));
  await ada.getByRole('button', { name: 'Remove pasted.jpg' }).click();
  await expect(tray(ada)).toBeHidden();
  await expect(ada.getByRole('button', { name: 'Send' })).toBeDisabled();

  await give(ada, 'paste', jpeg('pasted.jpg'));
  await expect(tray(ada).getByRole('listitem')).toHaveCount(1);
  await send(ada);

  await expect(photos(bob)).toHaveCount(1);
});

test('what was attached offline goes out once the network is back', async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  await give(ada, 'drop', jpeg('first.jpg'));
  await send(ada);
  await expect(photos(bob)).toHaveCount(1);

  await ada.context().setOffline(true);
  await give(ada, 'drop', jpeg('tunnel.jpg'));
  await expect(tray(ada)).toContainText('Waiting for a connection');
  await send(ada);
  await expect(log(bob).getByRole('button', { name: 'Open photo tunnel.jpg' })).toHaveCount(0);
  await ada.context().setOffline(false);

  await expect(log(bob).getByRole('button', { name: 'Open photo tunnel.jpg' })).toHaveCount(1, {
    timeout: 40_000,
  });
});

test('a reload while files upload loses nothing, and sends them once', async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  await ada.route('**/files', (route) => route.abort());
  await give(ada, 'drop', jpeg('kept.jpg'));
  await box(ada).fill('before the reload');
  await send(ada);
  await expect(log(ada).getByText('before the reload')).toBeVisible();

  await ada.reload();
  await expect(log(ada).getByRole('img', { name: 'kept.jpg' })).toBeVisible();
  await ada.unroute('**/files');

  await expect(photos(bob)).toHaveCount(1, { timeout: 40_000 });
  await expect(log(bob).getByText('before the reload')).toHaveCount(1);
});

test('what is on its way can be taken back, and its text returns to the box', async ({
  newPerson,
}) => {
  const { ada, bob } = await meet(newPerson);
  await ada.route('**/files', (route) => route.abort());
  await give(ada, 'drop', jpeg('hasty.jpg'));
  await box(ada).fill('too soon');
  await send(ada);
  await log(ada).getByRole('button', { name: 'Cancel sending' }).click();

  await expect(log(ada).getByText('too soon')).toHaveCount(0);
  await expect(box(ada)).toHaveValue('too soon');
  await expect(box(ada)).toBeFocused();
  await ada.unroute('**/files');
  await send(ada);
  await expect(log(bob).getByText('too soon')).toBeVisible();
  await expect(log(bob).getByText('too soon')).toHaveCount(1);
  await expect(photos(bob)).toHaveCount(0);
});

test('a deleted message takes its photos with it', async ({ newPerson }) => {
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
