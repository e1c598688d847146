import { askAgain } from '../../test/support/ask-again.ts';

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly token: string;
}

/** Registers a user over the API. */
export const register = async (url: string, username: string): Promise<Person> => {
  const response = await askAgain(() =>
    fetch(`${url}/api/auth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'Bench-Pass-1' }),
    }),
  );
  if (response.status !== 201) throw new Error(`registration answered ${response.status}`);
  const session = (await response.json()) as { access_token: string; user: { id: string } };
  return { id: session.user.id, username, token: session.access_token };
};
