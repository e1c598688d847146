import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter, useNavigate } from 'react-router';
import { afterEach, expect, it } from 'vitest';
import { createApi } from '#client/http/api.ts';
import { createPageLocks } from '#client/http/session.ts';
import { SignInForm } from '#site/features/auth/components/sign-in-form.tsx';
import { strings } from '#site/strings/strings.ts';
import { ApiContext } from '#site/sync/api-context.ts';
import { codeWords } from '#site/ui/codes/words.ts';
import { aToken, ME } from '#test/web/support/builders.ts';

afterEach(cleanup);

const { auth, errors } = strings;
const refused = (status: number, code: string, headers = {}) =>
  Response.json({ code }, { status, headers });
const signedIn = () => Response.json({ access_token: aToken(ME) });

/** The browser's button. */
const BrowserBack = () => {
  const navigate = useNavigate();
  return (
    <button type="button" onClick={() => void navigate(-1)}>
      Back
    </button>
  );
};

/** A sign-in whose password was right; `answer` is that to each code. */
const atSecondStep = async (answer: () => Response | Promise<Response>) => {
  const codes: unknown[] = [];
  const fetch = (async (url: string, init?: RequestInit) => {
    if (url === '/api/auth/token') {
      return Response.json(
        { code: 'second_factor_required', challenge: 'secret' },
        { status: 401 },
      );
    }
    codes.push(JSON.parse(String(init?.body)));
    return answer();
  }) as typeof globalThis.fetch;
  const { session, ...api } = createApi({ fetch, locks: createPageLocks() });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiContext value={{ ...api, session }}>
        <MemoryRouter>
          <SignInForm />
          <BrowserBack />
        </MemoryRouter>
      </ApiContext>
    </QueryClientProvider>,
  );
  const type = (label: string, value: string): void => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  };
  const press = (name: string): void => {
    fireEvent.click(screen.getByRole('button', { name }));
  };
  type(auth.username, 'ada');
  type(auth.password, 'Secret123');
  press(auth.signIn);
  await screen.findByLabelText(codeWords.app);
  return { codes, session, type, press };
};
const alertText = async (): Promise<string> => (await screen.findByRole('alert')).textContent;

it('asks for the code after the password, and sends six digits at once', async () => {
  const { codes, session, type } = await atSecondStep(signedIn);
  const field = screen.getByLabelText(codeWords.app);
  expect(document.activeElement).toBe(field);
  expect(field.getAttribute('autocomplete')).toBe('one-time-code');

  type(codeWords.app, '123 45');
  expect(codes).toEqual([]);
  type(codeWords.app, '123 456');

  await waitFor(() => expect(session.store.getState().userId).toBe(ME));
  expect(codes).toEqual([{ challenge: 'secret', code: '123 456' }]);
});

it('after a wrong code the field is empty and has the focus', async () => {
  let answer = () => refused(403, 'invalid_code');
  const { codes, session, type } = await atSecondStep(() => answer());

  type(codeWords.app, '000000');

  expect(await alertText()).toContain(codeWords.wrong);
  const field = screen.getByLabelText<HTMLInputElement>(codeWords.app);
  expect([field.value, document.activeElement]).toEqual(['', field]);
  answer = signedIn;
  type(codeWords.app, '111111');
  await waitFor(() => expect(session.store.getState().userId).toBe(ME));
  expect(codes).toHaveLength(2);
});

it('a recovery code replaces the code of the app', async () => {
  let answer = () => refused(403, 'invalid_code');
  const { codes, session, type, press } = await atSecondStep(() => answer());
  press(codeWords.useRecovery);

  type(codeWords.recovery, '123456');
  expect(codes).toEqual([]);
  press(auth.signIn);
  expect(await alertText()).toContain(codeWords.wrongRecovery);
  answer = signedIn;
  type(codeWords.recovery, 'k3vx-9m2d-t7qa-ehp4');
  press(auth.signIn);

  await waitFor(() => expect(session.store.getState().userId).toBe(ME));
  expect(codes.at(-1)).toEqual({ challenge: 'secret', code: 'k3vx-9m2d-t7qa-ehp4' });
});

it('an expired sign-in leads back to the password, with the reason and the name', async () => {
  const { session, type } = await atSecondStep(() => refused(401, 'invalid_challenge'));

  type(codeWords.app, '123456');

  const password = await screen.findByLabelText<HTMLInputElement>(auth.password);
  expect(await alertText()).toContain(errors.invalidChallenge);
  expect(screen.getByLabelText<HTMLInputElement>(auth.username).value).toBe('ada');
  expect([password.value, document.activeElement]).toEqual(['', password]);
  expect(session.store.getState().userId).toBeNull();
});

it('Back leads to the password, without a refusal', async () => {
  const { press } = await atSecondStep(signedIn);

  press('Back');

  expect(await screen.findByLabelText(auth.password)).toBe(document.activeElement);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('without a connection the code stays, and is sent again', async () => {
  let isOnline = false;
  const { session, type, press } = await atSecondStep(() => {
    if (!isOnline) throw new TypeError('Failed to fetch');
    return signedIn();
  });

  type(codeWords.app, '123456');

  expect(await alertText()).toContain(errors.network);
  expect(screen.getByLabelText<HTMLInputElement>(codeWords.app).value).toBe('123456');
  isOnline = true;
  press(auth.signIn);
  await waitFor(() => expect(session.store.getState().userId).toBe(ME));
});

it('after too many codes the wait is counted down', async () => {
  const { type } = await atSecondStep(() =>
    refused(429, 'too_many_attempts', { 'retry-after': '59' }),
  );

  type(codeWords.app, '123456');

  expect(await alertText()).toContain('59 seconds');
});
