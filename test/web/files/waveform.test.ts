import { expect, it } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { Recording } from '#contracts/media/recording.ts';
import { waveformFrom } from '#site/features/messages/voice/waveform.ts';
import { clockWords } from '#site/lib/time.ts';

const { values, maxLevel } = limits.voice;

it.each([0, 1, 7, values, 1_000, 6_000])(
  'a waveform of %d peaks has the values of the contract',
  (count) => {
    const waveform = waveformFrom(Array.from({ length: count }, (_, at) => (at % 10) / 10));

    expect(Recording.parse({ duration_ms: 1, waveform }).waveform).toEqual(waveform);
  },
);

it('a waveform is relative to its loudest part, and silence stays flat', () => {
  const rising = Array.from({ length: 640 }, (_, at) => (at / 640) * 0.2);

  expect(waveformFrom(rising)[values - 1]).toBe(maxLevel);
  expect(waveformFrom(rising)[values / 2 - 1]).toBe(Math.floor(maxLevel / 2));
  expect(waveformFrom(rising.map(() => 0.001)).every((level) => level <= 1)).toBe(true);
});

it.each([
  [0, '0:00'],
  [999, '0:01'],
  [61_400, '1:01'],
  [300_000, '5:00'],
])('%d milliseconds are %s', (milliseconds, words) => {
  expect(clockWords(milliseconds)).toBe(words);
});
