import type { Page } from '@playwright/test';
import { expect, type Person } from '#test/browser/fixtures.ts';
import { readPhoto } from '#test/support/photos/photos.ts';

export const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
export const box = (page: Page) => page.getByRole('textbox', { name: 'Message' });
export const send = (page: Page) => page.getByRole('button', { name: 'Send' }).click();
export const draftFiles = (page: Page) => page.getByRole('list', { name: 'Attached files' });
export const photos = (page: Page) => log(page).getByRole('button', { name: /^Open photo/ });

export const meet = async (newPerson: (name: string) => Promise<Person>) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await ada.page.getByRole('searchbox', { name: 'Search people' }).fill(bob.name);
  await ada.page.getByText(bob.name).first().click();
  await box(ada.page).fill('Hello Bob');
  await send(ada.page);
  await bob.page.locator('a[data-row]').filter({ hasText: ada.name }).click();
  await expect(log(bob.page).getByText('Hello Bob')).toBeVisible();
  return { ada: ada.page, bob: bob.page };
};

export interface Given {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}
export const jpeg = (name: string): Given => ({
  name,
  type: 'image/jpeg',
  bytes: readPhoto('camera.jpg'),
});
export const pdf: Given = {
  name: 'offer.pdf',
  type: 'application/pdf',
  bytes: new TextEncoder().encode('%PDF-1.4\n%%EOF\n'),
};
export const program: Given = {
  name: 'setup.exe',
  type: 'application/x-msdownload',
  bytes: new Uint8Array([77, 90]),
};

/** Gives files to the dialog like a drop or a paste; `texts` of the clipboard by type. */
export const giveWith = (
  page: Page,
  how: 'drop' | 'paste',
  texts: Readonly<Record<string, string>>,
  ...files: Given[]
) =>
  page.evaluate(
    ({ how, files, texts }) => {
      const data = new DataTransfer();
      for (const [type, text] of Object.entries(texts)) data.setData(type, text);
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
    { how, texts, files: files.map((file) => ({ ...file, bytes: [...file.bytes] })) },
  );
export const give = (page: Page, how: 'drop' | 'paste', ...files: Given[]) =>
  giveWith(page, how, {}, ...files);
