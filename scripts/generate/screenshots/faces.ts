/// <reference lib="dom" />
import type { Page } from '@playwright/test';

interface Face {
  readonly displayName: string;
  readonly wall: [string, string];
  readonly skin: string;
  readonly hair: string;
  readonly hasLongHair: boolean;
  readonly coat: string;
}

/** By username: the name and the drawn photo of people who have set them. */
const faces: Readonly<Record<string, Face>> = {
  'ada lovelace': {
    displayName: 'Ada Lovelace',
    wall: ['#d9c7ec', '#a98fc9'],
    skin: '#f1cdb3',
    hair: '#4b2f23',
    hasLongHair: true,
    coat: '#5b3a8c',
  },
  'grace hopper': {
    displayName: 'Grace Hopper',
    wall: ['#bfe0ea', '#6fa9bf'],
    skin: '#eec3a4',
    hair: '#7d7f86',
    hasLongHair: false,
    coat: '#1d2f4f',
  },
  'katherine j.': {
    displayName: 'Katherine',
    wall: ['#f6dcb0', '#d9a35b'],
    skin: '#8d5a3b',
    hair: '#241a17',
    hasLongHair: false,
    coat: '#8a2f3d',
  },
  'emmy noether': {
    displayName: 'Emmy Noether',
    wall: ['#cfe6c6', '#7fb07a'],
    skin: '#f3d3bd',
    hair: '#6b4a2d',
    hasLongHair: false,
    coat: '#2f4f3a',
  },
};

/** A drawn portrait of 256 × 256 pixels, as a JPEG in base64. */
const draw = (page: Page, face: Face): Promise<string> =>
  page.evaluate(({ wall, skin, hair, hasLongHair, coat }) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [256, 256];
    const brush = canvas.getContext('2d');
    if (!brush) throw new Error('no canvas');
    const round = (colour: string, x: number, y: number, width: number, height: number) => {
      brush.fillStyle = colour;
      brush.beginPath();
      brush.ellipse(x, y, width, height, 0, 0, 7);
      brush.fill();
    };
    const fade = brush.createLinearGradient(0, 0, 0, 256);
    fade.addColorStop(0, wall[0]);
    fade.addColorStop(1, wall[1]);
    brush.fillStyle = fade;
    brush.fillRect(0, 0, 256, 256);
    round(hair, 128, 108, 68, hasLongHair ? 96 : 72);
    round(coat, 128, 266, 96, 82);
    brush.fillStyle = skin;
    brush.fillRect(108, 150, 40, 50);
    round(skin, 128, 122, 52, 62);
    round(hair, 128, 72, 56, 28);
    for (const side of [-1, 1]) round('#2b2422', 128 + side * 20, 120, 5, 6);
    brush.strokeStyle = '#a4574b';
    brush.lineWidth = 4;
    brush.lineCap = 'round';
    brush.beginPath();
    brush.arc(128, 140, 18, 0.5, Math.PI - 0.5);
    brush.stroke();
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? '';
  }, face);

/** The body of `PATCH /api/users/me` for this user; null if they have set nothing. */
export const profileOf = async (page: Page, username: string): Promise<object | null> => {
  const face = faces[username];
  if (!face) return null;
  return { display_name: face.displayName, photo: await draw(page, face) };
};
