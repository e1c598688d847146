import { describe, expect, it, onTestFailed } from 'vitest';
import { newName, type TestUser } from '../../support/client.ts';
import { readPhoto } from '../../support/photos/photos.ts';
import { until } from '../support/engine.ts';
import {
  engineName,
  inLog,
  type Scene,
  say,
  seen as seenIn,
  send as sendIn,
  signIn,
} from '../support/scene.ts';

const button = (name: string) => ({ kind: 'button', name }) as const;
const item = (name: string) => ({ kind: 'menuitem', name }) as const;
const long = Array.from({ length: 60 }, (_, at) => `line ${at + 1}`).join('\n');
/** The narrowest page of WebKit's window has 447 px; below 768 px the site shows one column. */
const widths = { desktop: 1_280, phone: 500 } as const;

/** What two people use every week beside sending, once in each engine and at each width. */
export const describeFeatures = (scene: Scene): void => {
  const seen = (what: string, expression: string) => seenIn(scene, what, expression);
  const send = (words: string) => sendIn(scene, words);
  const gone = (what: string, expression: string) => seen(`no ${what}`, `!(${expression})`);

  /** Bob has written, and shown a photo; Kim is somebody to forward to. Opens the conversation in the page. */
  const prepare = async () => {
    const { client, bob, page, gate } = scene;
    const [ada, kim] = [
      await client.register(newName('ada')),
      await client.register(newName('kim')),
    ];
    const { body } = await client.call('POST', '/conversations', {
      token: bob.token,
      json: { peer_id: ada.id },
    });
    const id: string = body.id;
    const form = new FormData();
    const bytes = readPhoto('camera.jpg');
    form.append('files[]', new File([bytes], 'hall.jpg', { type: 'image/jpeg' }));
    const path = `/conversations/${id}/messages`;
    expect((await client.call('POST', path, { token: bob.token, form })).status).toBe(201);
    for (const words of ['See https://example.org/trains', long, 'plans for Friday', 'second']) {
      await say(scene, bob, ada.id, words);
    }
    await say(scene, ada, kim.id, 'Hello Kim');
    await say(scene, ada, bob.id, 'only mine');
    await signIn(scene, ada);
    await page.open(`${gate.url}/c/${id}`);
    await seen('the conversation', inLog('only mine'));
    await page.takeLog();
    return { kim, id };
  };

  /** From the keyboard: a headless Firefox has no pointer that hovers. */
  const choose = async (message: string, name: string): Promise<void> => {
    const label = JSON.stringify(`Message options: ${message}`);
    const options = `[...document.querySelectorAll('[data-options]')].find((one) => one.ariaLabel.startsWith(${label}))`;
    await seen(`the options of "${message}"`, options);
    await scene.page.run(`${options}.focus()`);
    await scene.page.press('Enter');
    await scene.page.click(item(name));
  };
  const more = async (name: string): Promise<void> => {
    await scene.page.click(button('More'));
    await scene.page.click(item(name));
  };

  const format = async (): Promise<void> => {
    const { page } = scene;
    await page.type({ kind: 'field', name: 'Message' }, 'very important');
    await page.run(`document.querySelector('textarea').select()`);
    await page.pressControl('b');
    await seen('the marks', `document.querySelector('textarea').value === '*very important*'`);
    await page.press('Enter');
    await seen(
      'bold',
      `document.querySelector('[role=log] strong')?.innerText === 'very important'`,
    );
    await page.click(button('Read more'));
    await seen('the whole text', inLog('line 60'));
    // The button has the focus; a driver that scrolls to it could click beside it.
    await page.press('Enter');
    await gone('whole text', inLog('line 60'));
  };

  const lookAtPeer = async (): Promise<void> => {
    const { page } = scene;
    const photo = `document.querySelector('aside [aria-label="Open photo hall.jpg"]')`;
    const viewer = `document.querySelector('[role=dialog] img[alt="hall.jpg"]')`;
    await page.run(`document.querySelector('h1 a').focus()`);
    await page.press('Enter');
    await seen('the gallery', photo);
    await page.run(`${photo}.click()`);
    await seen('the photo', viewer);
    await page.press('Escape');
    await gone('viewer', viewer);
    await page.click({ kind: 'tab', name: 'Links' });
    await seen('the link', `document.querySelector('aside a[href="https://example.org/trains"]')`);
    await page.click(button('Close'));
    await gone('page about the peer', `document.querySelector('aside [role=tab]')`);
  };

  const starAndForward = async (kim: TestUser, id: string): Promise<void> => {
    const { page, client } = scene;
    const starred = `document.querySelector('[role=dialog] li')`;
    await choose('plans', 'Star');
    await seen('the star', inLog('Starred'));
    await more('Starred messages');
    await seen('the list of starred messages', `${starred}?.innerText.includes('plans')`);
    await page.press('Escape');
    await gone('list', starred);

    await choose('plans', 'Forward');
    await page.click({ kind: 'checkbox', name: kim.username });
    await page.click(button('Send'));
    await until('the forwarded message', async () => {
      const { body } = await client.call('GET', '/messages/inbox?size=5', { token: kim.token });
      return body.items.some(({ content }: { content: string }) => content === 'plans for Friday');
    });
    // A single receiver: the page goes on with their conversation.
    await seen('the copy', inLog('Forwarded'));
    await page.open(`${scene.gate.url}/c/${id}`);
    await seen('the conversation', inLog('only mine'));
  };

  const remove = async (): Promise<void> => {
    const { page } = scene;
    const confirm = `document.querySelector('[role=alertdialog]')`;
    await choose('plans', 'Select');
    await page.click({ kind: 'checkbox', name: 'Select message: second' });
    await seen('both', `document.querySelector('[role=toolbar]').innerText.includes('2 selected')`);
    await page.click(button('Delete'));
    await seen('the question', confirm);
    await page.click(button('Delete'));
    await gone('selected message', `${inLog('plans for Friday')} || ${inLog('second')}`);

    await choose('only mine', 'Delete');
    await page.click({ kind: 'radio', name: 'Only me' });
    await page.click(button('Delete'));
    await gone('message that was deleted for oneself', inLog('only mine'));

    await more('Disappearing messages');
    await page.click({ kind: 'radio', name: '7 days' });
    await page.click(button('Save'));
    await seen('the line of the log', inLog('You set messages to disappear after 7 days.'));
    await send('this one disappears');
    await seen('when it does', inLog('Disappears on'));

    await more('Clear conversation');
    await page.click(button('Clear'));
    await gone('message', `document.querySelector('[role=log] [data-bubble]')`);
  };

  describe(`features in ${engineName}`, () => {
    // Playwright has the tests of Chromium at both widths.
    const kinds =
      engineName === 'chromium' ? (['desktop'] as const) : (['desktop', 'phone'] as const);
    it.each(kinds)(
      'formats, shares, stars, forwards, selects, deletes and clears: %s',
      async (width) => {
        const { page } = scene;
        onTestFailed(() => page.screenshot(`.cache/${engineName}.png`));
        await page.resize(widths[width], 800);
        const { kim, id } = await prepare();
        await format();
        await lookAtPeer();
        await starAndForward(kim, id);
        await remove();
        expect(await page.takeLog()).toEqual([]);
        await page.resize(widths.desktop, 800);
      },
    );
  });
};
