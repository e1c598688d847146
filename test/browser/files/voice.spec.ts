import type { Page } from '@playwright/test';
import { expect, test } from '#test/browser/fixtures.ts';
import { wav } from '#test/support/files.ts';
import { box, give, log, meet, send } from './given-files.ts';

const recordButton = (page: Page) => page.getByRole('button', { name: 'Record a voice message' });
const recorder = (page: Page) => page.getByRole('group', { name: 'Voice message' });
const players = (page: Page) => log(page).getByRole('button', { name: /^Play voice message/ });
/** What a browser answers for a page that may not record; its question cannot be tested without a screen. */
const forbidMicrophone = (page: Page) =>
  page.evaluate(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia;
    mediaDevices.getUserMedia = () => {
      mediaDevices.getUserMedia = open;
      return Promise.reject(new DOMException('', 'NotAllowedError'));
    };
  });
/** A recorder shows the first second, or any later time. */
const aSecond = /^0:(?!00)/;

/** Which sounds of the log start to play, in order, and how fast. */
const watchPlays = async (page: Page) => {
  const handle = await page.evaluateHandle(() => {
    const plays: [index: number, rate: number][] = [];
    const note = ({ target }: Event): void => {
      const audio = target as HTMLAudioElement;
      const index = [...document.querySelectorAll('audio')].indexOf(audio);
      const last = plays.at(-1);
      // A sound that had to wait for its bytes goes on with the same event.
      if (last?.[0] === index && last[1] === audio.playbackRate) return;
      plays.push([index, audio.playbackRate]);
    };
    document.addEventListener('playing', note, true);
    return plays;
  });
  return () => handle.jsonValue();
};

const playedSeconds = (page: Page) =>
  log(page)
    .locator('audio')
    .first()
    .evaluate((audio: HTMLAudioElement) => audio.currentTime);

test('a voice message is recorded, sent and played, and a held one is sent on release', {
  tag: '@phone',
}, async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  await recordButton(ada).click();
  await expect(recorder(ada).getByRole('timer')).toHaveText(aSecond);
  await recorder(ada).getByRole('button', { name: 'Send voice message' }).click();
  await expect(recorder(ada)).toBeHidden();
  await expect(box(ada)).toBeFocused();
  await expect(players(bob)).toHaveCount(1);

  await recordButton(ada).hover();
  await ada.mouse.down();
  await expect(recorder(ada).getByRole('timer')).toHaveText(aSecond);
  await ada.mouse.up();
  await expect(players(bob)).toHaveCount(2);

  const played = await watchPlays(bob);
  await log(bob).getByRole('button', { name: 'Speed: 1' }).first().click();
  await players(bob).first().click();
  // The next one plays on, at the same speed.
  await expect.poll(played).toEqual([
    [0, 1.5],
    [1, 1.5],
  ]);
});

test('a recording is thrown away with Escape, and a forbidden microphone is explained', async ({
  newPerson,
}) => {
  const { ada } = await meet(newPerson);
  await forbidMicrophone(ada);
  await recordButton(ada).press('Enter');
  await expect(recorder(ada).getByRole('status')).toContainText('does not allow the microphone');
  await recorder(ada).getByRole('button', { name: 'Throw away' }).click();
  await recordButton(ada).press('Enter');
  await expect(recorder(ada).getByRole('timer')).toHaveText(aSecond);
  await ada.keyboard.press('Escape');

  await expect(recorder(ada)).toBeHidden();
  await expect(box(ada)).toBeFocused();
  await expect(players(ada)).toHaveCount(0);
});

test('a sound file is played in place', async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  await give(ada, 'drop', { name: 'tone.wav', type: 'audio/x-wav', bytes: wav(2, 40) });
  await send(ada);

  await log(bob).getByRole('button', { name: 'Play tone.wav' }).click();

  await expect.poll(() => playedSeconds(bob)).toBeGreaterThan(0);
  await expect(log(bob).getByRole('button', { name: 'Download tone.wav' })).toBeVisible();
});
