import { expect, test } from '../fixtures.ts';

test('the settings link to the licences of everything that is shipped, in both languages', async ({
  newPerson,
}) => {
  const { page } = await newPerson('ada');
  await page.goto('/settings');
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Licences' }).click();
  const licences = await opened;
  await expect(licences.getByText('Permission is hereby granted').first()).toBeVisible();
  await licences.close();

  await page.goto('/settings/appearance');
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await page.goto('/settings');
  const link = page.getByRole('link', { name: 'Lizenzen' });
  await expect(link).toHaveAttribute('href', '/licenses.txt');
});
