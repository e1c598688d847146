import { randomBytes } from 'node:crypto';
import { askAgain } from '../../test/support/ask-again.ts';
import type { Answer, Client } from '../../test/support/client.ts';
import { differs, Finding } from './check.ts';
import { needs } from './target.ts';

/** An account of the run. Fields change when a check signs in again or changes the password. */
export interface Person {
  readonly id: string;
  username: string;
  password: string;
  token: string;
  refreshToken: string;
  /** Whether this run created the account and must deactivate it at the end. */
  readonly isOwn: boolean;
}

/** Accounts that exist already, for a Parley where nobody may register. */
export interface GivenAccount {
  readonly username: string;
  readonly password: string;
}

/** How an operator lets a user register: with an invitation, or without the API if registration is closed. */
export type LetIn = (account: { username: string; password: string }) => Promise<{
  readonly invite?: string;
  /** Whether the account is already registered and only has to sign in. */
  readonly isRegistered?: boolean;
}>;

export interface PeopleOptions {
  readonly call: Client['call'];
  readonly given?: readonly GivenAccount[];
  readonly letIn?: LetIn;
}

/** An account name that shows operators that it is from a verification run. */
export const newName = (): string => `verify-${randomBytes(6).toString('hex')}`;
export const newPassword = (): string => `V1-${randomBytes(12).toString('base64url')}`;

const isClosed = (code: unknown): boolean =>
  code === 'registration_closed' || code === 'invalid_invite';

const open: LetIn = async () => ({});

/** The user id in an access token; empty for other texts. Its signature is not checked. */
export const idOfToken = (token: string): string => {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return String(claims.username ?? claims.sub ?? '');
  } catch {
    return '';
  }
};

/** The users of a run, created when a check needs them; users that checks share are created once. */
export const makePeople = ({ call, given = [], letIn = open }: PeopleOptions) => {
  const all: Person[] = [];
  const spare = [...given];

  const personOf = (
    { status, body }: Answer,
    account: GivenAccount & { id?: string },
    isOwn: boolean,
  ): Person => {
    if (status !== 201 && status !== 200) {
      differs(
        `no account: ${isOwn ? 'registration' : 'sign-in'} answered ${status} ${body?.code ?? ''}`,
      );
    }
    const person: Person = {
      id: body.user?.id ?? account.id ?? '',
      username: account.username,
      password: account.password,
      token: body.access_token,
      refreshToken: body.refresh_token,
      isOwn,
    };
    all.push(person);
    return person;
  };

  const signIn = async ({ username, password }: GivenAccount): Promise<Answer> =>
    askAgain(() => call('POST', '/auth/token', { json: { username, password } }));

  const withId = async (answer: Answer, account: GivenAccount, isOwn: boolean): Promise<Person> => {
    const me = await call('GET', '/users/me', { token: answer.body.access_token });
    return personOf(answer, { ...account, id: me.body.id }, isOwn);
  };

  /** A new account that only one check uses. `path`: one of the two routes of registration. */
  const register = async (
    account: Partial<GivenAccount> = {},
    path = '/auth/register',
  ): Promise<Person> => {
    const { username = newName(), password = newPassword() } = account;
    const { invite, isRegistered } = await letIn({ username, password });
    if (isRegistered)
      return withId(await signIn({ username, password }), { username, password }, true);
    const json = { username, password, ...(invite && { invite }) };
    const answer = await askAgain(() => call('POST', path, { json }));
    if (answer.status === 403 && isClosed(answer.body?.code)) {
      throw new Finding('skipped', needs[given.length > 0 ? 'new accounts' : 'accounts']);
    }
    return personOf(answer, { username, password }, true);
  };

  const someone = async (): Promise<Person> => {
    const account = spare.shift();
    if (given.length === 0) return register();
    if (!account) return differs('--accounts has too few accounts: three are needed');
    return withId(await signIn(account), account, false);
  };

  let shared:
    | Promise<{ ada: Person; bob: Person; eve: Person; conversationId: string }>
    | undefined;
  const meet = async () => {
    const [ada, bob, eve] = [await someone(), await someone(), await someone()];
    const opened = await call('POST', '/conversations', {
      token: ada.token,
      json: { peer_id: bob.id },
    });
    const conversationId: string = opened.body.id;
    // Both have written, so that presence and receipts are visible.
    for (const { token } of [ada, bob]) {
      const json = { content: 'Hello from npm run verify.' };
      const sent = await call('POST', `/conversations/${conversationId}/messages`, { token, json });
      if (sent.status !== 201)
        differs(`a first message answered ${sent.status} ${sent.body?.code ?? ''}`);
    }
    return { ada, bob, eve, conversationId };
  };

  return {
    register,
    signIn,
    /** Ada and Bob, who have written to each other, and Eve, who has no conversation with them. */
    shared: () => {
      shared ??= meet();
      return shared;
    },
    /** All users so far, including given accounts. */
    all: (): readonly Person[] => all,
  };
};
export type People = ReturnType<typeof makePeople>;
