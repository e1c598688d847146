import type * as z from 'zod';
import { Me } from '#contracts/http/me.ts';
import { Message } from '#contracts/http/messages.ts';
import { Tokens } from '#contracts/http/tokens.ts';

/** Public, so `--demo` is refused on an address that others can reach. */
export const demoPassword = 'Parley-Demo-1';
export const demoNames = ['ada', 'grace'] as const;

const history: readonly [sender: 0 | 1, text: string][] = [
  [0, 'Hi Grace! Did the compiler pass its tests?'],
  [1, 'All of them. I even found the bug: a real moth, taped into the logbook!'],
  [0, 'Ha! Then the Analytical Engine is next. Tea at four?'],
  [1, 'Four it is. Bring your notes on the Bernoulli numbers.'],
];

const Session = Tokens.extend({ user: Me });

/** Creates two users with a short history, through the API. Idempotent. */
export const seedDemo = async (baseUrl: string): Promise<void> => {
  const post = async <S extends z.ZodType>(path: string, body: unknown, answer: S, token = '') => {
    const response = await fetch(`${baseUrl}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    if (response.status === 409) return null;
    if (!response.ok) throw new Error(`the demo's ${path} answered ${response.status}`);
    return answer.parse(await response.json());
  };
  const register = (username: string) =>
    post('/auth/register', { username, password: demoPassword }, Session);

  const [one, other] = await Promise.all(demoNames.map(register));
  if (!one || !other) return;
  const people = [one, other] as const;
  for (const [sender, text] of history) {
    const receiver = people[sender === 0 ? 1 : 0];
    const body = { text, receiver_id: receiver.user.id };
    await post('/messages', body, Message, people[sender].access_token);
  }
};
