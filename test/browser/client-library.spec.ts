import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleClient } from '../../scripts/client-pack/build-package.ts';
import { expect, test } from './fixtures.ts';

const example = /```html\n([\s\S]*?)```/.exec(readFileSync('client/README.md', 'utf8'))?.[1] ?? '';

test('the example of the client library chats with the site', async ({ newPerson }) => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-client-'));
  await bundleClient(folder);
  const [ada, bob] = [await newPerson('ada'), await newPerson('bob')];
  await bob.page.getByRole('searchbox', { name: 'Search people' }).fill(ada.name);
  await bob.page.getByText(ada.name).click();
  await expect(bob.page).toHaveURL(/\/c\//);
  const id = new URL(bob.page.url()).pathname.split('/').at(-1);

  const page = await ada.page.context().newPage();
  await page.route('**/example', (route) =>
    route.fulfill({ contentType: 'text/html', body: example }),
  );
  await page.route('**/parley-client/**', (route) => {
    const path = new URL(route.request().url()).pathname.replace('/parley-client/', '');
    return route.fulfill({ path: join(folder, path), contentType: 'text/javascript' });
  });
  await page.goto(`/example#${id}`);
  const box = bob.page.getByRole('textbox', { name: 'Message' });
  await box.fill('from the site');
  await box.press('Enter');
  await expect(page.getByText('from the site')).toBeVisible();

  await page.getByRole('textbox', { name: 'Message' }).fill('from the example');
  await page.getByRole('textbox', { name: 'Message' }).press('Enter');

  await expect(bob.page.getByRole('log')).toContainText('from the example');
  await expect(page.getByText('from the example')).toHaveCount(1);
  rmSync(folder, { recursive: true });
});
