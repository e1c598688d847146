import type { Page } from '@playwright/test';
import { expect, type Person, test } from '#test/browser/fixtures.ts';

const box = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const bubble = (page: Page, text: string) =>
  log(page).locator('[data-bubble]').filter({ hasText: text }).last();
const say = async (page: Page, text: string): Promise<void> => {
  await box(page).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
};
const meet = async (newPerson: (name: string) => Promise<Person>) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await ada.page.getByRole('searchbox', { name: 'Search people' }).fill(bob.name);
  await ada.page.getByRole('button', { name: bob.name }).click();
  await box(ada.page).waitFor();
  return { ada, bob };
};

test('Enter sends with a mouse, and inserts a line break on a touch screen', {
  tag: '@phone',
}, async ({ newPerson, isMobile }) => {
  const { ada } = await meet(newPerson);
  await box(ada.page).fill('one');
  await box(ada.page).press('Enter');
  await box(ada.page).pressSequentially('two');

  await expect(box(ada.page)).toHaveValue(isMobile ? 'one\ntwo' : 'two');
  await expect(box(ada.page)).toHaveAttribute('enterkeyhint', isMobile ? 'enter' : 'send');
  await ada.page.getByRole('button', { name: 'Send' }).click();
  await expect(bubble(ada.page, 'two')).toBeVisible();
  await expect(box(ada.page)).toHaveValue('');
});

test('an invisible text cannot be sent; all kinds of line ends work', async ({ newPerson }) => {
  const { ada } = await meet(newPerson);
  await box(ada.page).fill('\u2800 \u200b\u3164');
  await expect(ada.page.getByRole('button', { name: 'Send' })).toBeHidden();

  await say(ada.page, '😀\n😀');
  const emoji = log(ada.page).locator('[data-bubble] .text-5xl');
  await expect(emoji).toHaveText('😀\n😀');
  await expect(emoji).toHaveCSS('white-space-collapse', 'preserve');
});

test('combining marks on a letter do not paint outside its bubble', async ({ newPerson }) => {
  const { ada } = await meet(newPerson);
  await say(ada.page, `e${'\u0301\u0323'.repeat(18)} tall`);
  await say(ada.page, 'gypsy letters with descenders');
  const tall = bubble(ada.page, 'tall');
  await expect(tall).toHaveCSS('overflow', 'clip');
  // The glyph may be high, but its clickable area ends with the bubble.
  const { x, y, width } = (await tall.boundingBox()) ?? { x: 0, y: 0, width: 0 };
  const isOutside = await tall.evaluate(
    (element, place) => !element.contains(document.elementFromPoint(place.x, place.y)),
    { x: x + width / 2, y: y - 8 },
  );
  expect(isOutside).toBe(true);
});

test('both tabs of a browser share a draft', async ({ newPerson }) => {
  const { ada } = await meet(newPerson);
  const other = await ada.page.context().newPage();
  await other.goto(ada.page.url());
  await box(other).waitFor();

  await box(ada.page).fill('half a thought');
  await expect(box(other)).toHaveValue('half a thought');
  await say(other, 'half a thought, and the rest');

  await expect(bubble(ada.page, 'and the rest')).toBeVisible();
  await expect(box(ada.page)).toHaveValue('');
});

test('a text that was typed right before the page closed is restored', async ({ newPerson }) => {
  const { ada } = await meet(newPerson);
  const address = ada.page.url();
  await box(ada.page).fill('just in time');
  await ada.page.goto('about:blank');
  await ada.page.goto(address);

  await expect(box(ada.page)).toHaveValue('just in time');
});

test('a message that is deleted elsewhere ends its edit, and the text becomes a draft', async ({
  newPerson,
}) => {
  const { ada } = await meet(newPerson);
  await say(ada.page, 'first words');
  await expect(bubble(ada.page, 'first words')).toContainText('Sent');
  const other = await ada.page.context().newPage();
  await other.goto(ada.page.url());
  await bubble(other, 'first words').waitFor();
  await box(ada.page).press('ArrowUp');
  await box(ada.page).fill('better words');

  const row = log(other).locator('[data-key]').filter({ hasText: 'first words' }).last();
  await row.getByRole('button', { name: 'Message options' }).focus();
  await other.keyboard.press('Enter');
  await other.getByRole('menuitem', { name: 'Delete' }).click();
  await other.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();

  await expect(log(ada.page).getByText('Message deleted')).toBeVisible();
  await expect(box(ada.page)).toHaveValue('better words');
  await expect(ada.page.getByRole('button', { name: 'Send' })).toBeEnabled();
});

test('a refused edit says why, and keeps its text', async ({ newPerson }) => {
  const { ada } = await meet(newPerson);
  await say(ada.page, 'edited often');
  await expect(bubble(ada.page, 'edited often')).toContainText('Sent');
  await ada.page.route('**/api/messages/*', (route) =>
    route.fulfill({ status: 409, json: { code: 'too_many_edits' } }),
  );
  await box(ada.page).press('ArrowUp');
  await box(ada.page).fill('the 101st');
  await ada.page.getByRole('button', { name: 'Save' }).click();

  const problem = log(ada.page).getByRole('alert');
  await expect(problem).toContainText('Not changed. A message can be changed 100 times at most.');
  await expect(problem.getByRole('button', { name: 'Retry' })).toHaveCount(0);
  await expect(problem.getByRole('button', { name: 'Copy' })).toBeVisible();
  await expect(box(ada.page)).toHaveValue('the 101st');
});

test('Ctrl+B and Ctrl+I mark words, which are shown in bold and italic; a copy has the marks', async ({
  newPerson,
}) => {
  const { ada } = await meet(newPerson);
  await box(ada.page).fill('very important');
  await box(ada.page).selectText();
  await box(ada.page).press('ControlOrMeta+b');
  await expect(box(ada.page)).toHaveValue('*very important*');
  await box(ada.page).press('End');
  await box(ada.page).pressSequentially(' and `npm start` ');
  await box(ada.page).press('ControlOrMeta+i');
  await expect(box(ada.page)).toHaveValue('*very important* and `npm start` __');
  await box(ada.page).pressSequentially('now');
  await box(ada.page).press('Enter');

  const shown = bubble(ada.page, 'very important');
  await expect(shown.locator('strong')).toHaveText('very important');
  await expect(shown.locator('em')).toHaveText('now');
  await expect(shown.locator('code')).toHaveText('npm start');
  // A copy of what is shown has the marks, also where a selection begins and ends within words.
  const copied = await shown.locator('p').evaluate((text) => {
    getSelection()?.selectAllChildren(text);
    return [getSelection()?.toString(), (text as HTMLElement).offsetHeight];
  });
  expect(copied[0]).toBe('*very important* and `npm start` _now_');
  const width = (part: string) => shown.getByText(part, { exact: true }).first().boundingBox();
  expect((await width('*'))?.width).toBe(0);
});

test('a long text is folded; its button, a jump to it and the keyboard unfold it', async ({
  newPerson,
}) => {
  const { ada } = await meet(newPerson);
  const long = Array.from({ length: 60 }, (_, at) => `line ${at + 1}`).join('\n');
  await say(ada.page, 'above\n'.repeat(15));
  await say(ada.page, long);
  const text = log(ada.page).locator('[data-bubble]').filter({ hasText: 'line 1' }).first();
  await expect(text).toContainText('line 20…');
  await expect(text).not.toContainText('line 21');
  const more = text.getByRole('button', { name: 'Read more' });
  await expect(more).toHaveAttribute('aria-expanded', 'false');

  // The reader goes on where they were, although the log was at its end.
  const top = async () => (await text.boundingBox())?.y ?? 0;
  await expect(text.getByText('Sent', { exact: true })).toBeAttached();
  await more.focus();
  const before = await top();
  await ada.page.keyboard.press('Enter');
  await expect(text).toContainText('line 60');
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(2);

  const less = text.getByRole('button', { name: 'Show less' });
  await expect(less).toBeFocused();
  await less.click();
  await expect(text).not.toContainText('line 21');

  await log(ada.page)
    .getByRole('button', { name: /^Message options: line 1/ })
    .click();
  await ada.page.getByRole('menuitem', { name: 'Reply' }).click();
  await say(ada.page, 'about that');
  await bubble(ada.page, 'about that')
    .getByRole('button', { name: /In reply to/ })
    .click();
  await expect(text).toContainText('line 60');

  // A search shows the word, although the message is taller than the log.
  for (const [word, other] of [
    ['60', '12'],
    ['12', '60'],
  ] as const) {
    await less.click();
    await ada.page.getByRole('button', { name: 'Search in this conversation' }).click();
    await ada.page.getByRole('searchbox', { name: 'Search in this conversation' }).fill(word);
    const isInView = (line: string) =>
      text.locator('p').evaluate((shown, wanted) => {
        const walker = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
        const node = walker.nextNode() as Text;
        const range = document.createRange();
        const at = node.data.indexOf(wanted);
        if (at < 0) return false;
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { top, bottom } = range.getBoundingClientRect();
        const view = shown.closest('[role=log]')?.getBoundingClientRect();
        return view !== undefined && top >= view.top && bottom <= view.bottom;
      }, `line ${line}`);
    await expect.poll(() => isInView(word)).toBe(true);
    expect(await isInView(other)).toBe(false);
    await ada.page.keyboard.press('Escape');
  }
});
