/// <reference lib="dom" />
import type { Page } from '@playwright/test';

/** Colours from the sky to the foreground. */
const landscapes: Record<string, { sky: [string, string]; hills: string[]; sun: string }> = {
  'harbour.jpg': {
    sky: ['#f6c58f', '#f3e3cf'],
    hills: ['#9db7bd', '#6d97a3', '#3f7482', '#1d4f5d'],
    sun: '#fff3dc',
  },
  'meadow.jpg': {
    sky: ['#a9d3ea', '#e6f2f4'],
    hills: ['#a5c49a', '#7aa678', '#4c8457', '#2d5f41'],
    sun: '#fffbe8',
  },
};

/** A generated photo: hills before a low sun, as a JPEG. */
export const paint = async (page: Page, name: string): Promise<Uint8Array<ArrayBuffer>> => {
  const base64 = await page.evaluate(
    ({ sky, hills, sun }) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [1_200, 760];
      const brush = canvas.getContext('2d');
      if (!brush) throw new Error('no canvas');
      const fade = brush.createLinearGradient(0, 0, 0, 520);
      fade.addColorStop(0, sky[0]);
      fade.addColorStop(1, sky[1]);
      brush.fillStyle = fade;
      brush.fillRect(0, 0, 1_200, 760);
      brush.fillStyle = sun;
      brush.beginPath();
      brush.arc(840, 280, 74, 0, 7);
      brush.fill();
      for (const [layer, colour] of hills.entries()) {
        brush.fillStyle = colour;
        brush.beginPath();
        brush.moveTo(0, 760);
        for (let x = 0; x <= 1_200; x += 6) {
          const wave =
            Math.sin(x / (230 - 36 * layer) + 2.1 * layer) + 0.4 * Math.sin(x / 87 + layer);
          brush.lineTo(x, 360 + 92 * layer - wave * (64 - 9 * layer));
        }
        brush.lineTo(1_200, 760);
        brush.fill();
      }
      return canvas.toDataURL('image/jpeg', 0.86).split(',')[1] ?? '';
    },
    landscapes[name] ?? { sky: ['#fff', '#fff'], hills: [], sun: '#fff' },
  );
  return new Uint8Array(Buffer.from(base64, 'base64'));
};
