import type { BrowserContext } from '@playwright/test';
import { makeClient, password } from '../../test/support/client.ts';

const texts = [
  'Did you see the plan for Saturday?',
  'Yes! I would take the early train, then we have the whole day. Shall I book two seats?',
  'Please do. And bring the map, the old one with your notes in it.',
  'It is packed already 🎒',
];
const messages = 80;

/**
 * Two users with a history; the first is signed in by the browser's cookie. Returns the dialog's
 * path.
 */
export const seedDialog = async (url: string, context: BrowserContext): Promise<string> => {
  const { call, register } = makeClient(url);
  const [ada, bob] = [await register(), await register()];
  const opened = await call('POST', '/conversations', {
    token: ada.token,
    json: { peer_id: bob.id },
  });
  const { id } = opened.body as { id: string };
  for (let n = 0; n < messages; n++) {
    const { token } = n % 3 === 0 ? ada : bob;
    await call('POST', `/conversations/${id}/messages`, {
      token,
      json: { content: texts[n % texts.length] },
    });
  }
  // All read, so that each run finds the same state.
  await call('POST', `/conversations/${id}/read`, { token: ada.token, json: { seq: messages } });
  const signedIn = await context.request.post(`${url}/api/auth/token`, {
    headers: { 'x-parley-client': 'web', origin: url },
    data: { username: ada.username, password },
  });
  if (!signedIn.ok()) throw new Error(`sign-in answered ${signedIn.status()}`);
  return `/c/${id}`;
};
