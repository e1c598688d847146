import { expect, test } from '#test/browser/fixtures.ts';
import { readPhoto } from '#test/support/photos/photos.ts';
import { draftFiles, type Given, give, log, meet, photos, send } from './given-files.ts';

test('a file with text content is sent as text, executable types are refused, and the reasons are shown', async ({
  newPerson,
}) => {
  const { ada, bob } = await meet(newPerson);
  const text = new TextEncoder().encode('[package]\nname = "parley"\n');
  const rows: Given[] = [
    { name: 'Cargo.toml', type: '', bytes: text },
    { name: 'data.json', type: 'application/json', bytes: text },
    { name: 'shot.png.lnk', type: 'image/png', bytes: text },
    { name: 'latin.txt', type: 'text/plain', bytes: new Uint8Array([0x47, 0xfc]) },
    { name: 'tool', type: '', bytes: new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0xff]) },
    { name: 'a.jpg', type: 'image/jpeg', bytes: text },
  ];
  await give(ada, 'drop', ...rows);

  const alert = ada.getByRole('alert');
  await expect(alert).toContainText(/shot\.png\.lnk.*Files of this type can run as programs/);
  await expect(alert).toContainText(/tool.*Files of this type can run as programs/);
  await expect(alert).toContainText(/a\.jpg.*not a picture/);
  await ada.getByRole('button', { name: 'Remove a.jpg' }).click();
  await send(ada);

  const files = log(bob).getByRole('button', { name: /^Download / });
  await expect(files).toHaveCount(3);
  await expect(files.first()).toContainText('Cargo.toml');
});

/** A PNG header of this size; the browser must not need the rest. */
const hugePng = (): Given => {
  const bytes = new Uint8Array(60);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, 22_000);
  new DataView(bytes.buffer).setUint32(20, 22_000);
  bytes.set([8, 0, 0, 0, 0], 24);
  bytes.set([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44], 33);
  return { name: 'huge.png', type: 'image/png', bytes };
};

test('a picture of 484 megapixels is shown as a card to both users, and is never decoded', async ({
  newPerson,
}) => {
  const { ada, bob } = await meet(newPerson);
  await give(ada, 'drop', hugePng());
  await expect(draftFiles(ada)).toContainText('huge.png');
  await expect(draftFiles(ada).locator('img')).toHaveCount(0);
  await send(ada);

  for (const page of [ada, bob]) {
    const card = log(page).getByRole('button', { name: 'Download huge.png' });
    await expect(card).toContainText('too large to show');
  }
  await expect(photos(bob)).toHaveCount(0);
});

test('a HEIC that this browser cannot show is a card that says so', async ({
  newPerson,
  browserName,
}) => {
  test.skip(browserName === 'webkit', 'WebKit may show it, and then sends a JPEG');
  const { ada, bob } = await meet(newPerson);
  await give(ada, 'drop', {
    name: 'IMG_1.HEIC',
    type: 'image/heic',
    bytes: readPhoto('apple.heic'),
  });
  await send(ada);

  const card = log(bob).getByRole('button', { name: 'Download IMG_1.HEIC' });
  await expect(card).toContainText('unknown to browsers');
});

test('a picture that moves stands still in the log for people who want less motion', async ({
  newPerson,
}) => {
  const { ada, bob } = await meet(newPerson);
  await bob.emulateMedia({ reducedMotion: 'reduce' });
  await give(ada, 'drop', { name: 'a.gif', type: 'image/gif', bytes: readPhoto('moving.gif') });
  await send(ada);

  await expect(photos(bob).locator('canvas')).toBeVisible();
  await expect(photos(bob).locator('img')).toBeHidden();
  await expect(photos(ada).locator('img')).toBeVisible();
});
