import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, expect, it } from 'vitest';
import { createApi } from '#client/http/api.ts';
import { createPageLocks } from '#client/http/session.ts';
import { SignInForm } from '#site/features/auth/components/sign-in-form.tsx';
import { SignUpForm } from '#site/features/auth/components/sign-up-form.tsx';
import { strings } from '#site/strings/strings.ts';
import { ApiContext } from '#site/sync/api-context.ts';
import { aToken, ME } from '#test/web/support/builders.ts';

afterEach(cleanup);

const setup = (Form: typeof SignUpForm, answer: () => Response, address = '/') => {
  const bodies: unknown[] = [];
  const fetch = (async (_url: string, init?: RequestInit) => {
    bodies.push(JSON.parse(String(init?.body)));
    return answer();
  }) as typeof globalThis.fetch;
  const api = createApi({ fetch, locks: createPageLocks() });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiContext value={api}>
        <MemoryRouter initialEntries={[address]}>
          <Form />
        </MemoryRouter>
      </ApiContext>
    </QueryClientProvider>,
  );
  const type = (label: string, value: string): void => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  };
  const submit = (name: string): void => {
    fireEvent.click(screen.getByRole('button', { name }));
  };
  return { bodies, session: api.session, type, submit };
};

const { auth, errors } = strings;
const signedUp = () => Response.json({ access_token: aToken(ME), user: {} }, { status: 201 });
const refusal = (status: number, code: string) => () => Response.json({ code }, { status });

it('the form checks the rules of the contract before it sends a request', async () => {
  const { bodies, type, submit } = setup(SignUpForm, signedUp);
  type(auth.username, 'no@signs');
  type(auth.password, 'short');

  submit(auth.signUp);

  await waitFor(() => {
    expect(screen.getByLabelText(auth.username).getAttribute('aria-invalid')).toBe('true');
  });
  expect(screen.getByLabelText(auth.password).getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByLabelText(auth.email).getAttribute('aria-invalid')).toBe('false');
  expect(bodies).toEqual([]);
});

it('the form sends its values, without an empty e-mail, and starts the session', async () => {
  const { bodies, session, type, submit } = setup(SignUpForm, signedUp);
  type(auth.username, '  Ada ');
  type(auth.password, 'Secret123');

  submit(auth.signUp);

  const begun = { status: 'signed-in', userId: ME };
  await waitFor(() => expect(session.store.getState()).toEqual(begun));
  expect(bodies).toEqual([{ username: 'Ada', password: 'Secret123' }]);
});

it('a taken name is shown at its field', async () => {
  const { session, type, submit } = setup(SignUpForm, refusal(409, 'username_taken'));
  type(auth.username, 'ada');
  type(auth.password, 'Secret123');

  submit(auth.signUp);

  expect(await screen.findByText(errors.usernameTaken)).toBeDefined();
  expect(screen.getByLabelText(auth.username).getAttribute('aria-invalid')).toBe('true');
  expect(session.store.getState().status).toBe('unknown');
});

it('a wrong password is shown above the form, and no session starts', async () => {
  const { session, type, submit } = setup(SignInForm, refusal(401, 'invalid_credentials'));
  type(auth.username, 'ada');
  type(auth.password, 'Wrong1234');

  submit(auth.signIn);

  expect((await screen.findByRole('alert')).textContent).toContain(errors.invalidCredentials);
  expect(session.store.getState().status).toBe('unknown');
});

it('missing fields are reported without a request', async () => {
  const { bodies, submit } = setup(SignInForm, signedUp);

  submit(auth.signIn);

  expect(await screen.findAllByText(errors.required)).toHaveLength(2);
  expect(bodies).toEqual([]);
});

it('the form requires an invitation once the server does, and sends the code', async () => {
  let answer = refusal(403, 'invalid_invite');
  const { bodies, session, type, submit } = setup(SignUpForm, () => answer());
  type(auth.username, 'ada');
  type(auth.password, 'Secret123');
  expect(screen.queryByLabelText(auth.invite)).toBeNull();

  submit(auth.signUp);

  expect(await screen.findByText(errors.inviteNeeded)).toBeDefined();
  type(auth.invite, 'wrong');
  submit(auth.signUp);
  expect(await screen.findByText(errors.invalidInvite)).toBeDefined();

  answer = signedUp;
  type(auth.invite, ' right ');
  submit(auth.signUp);
  await waitFor(() => expect(session.store.getState().status).toBe('signed-in'));
  expect(bodies.at(-1)).toEqual({ username: 'ada', password: 'Secret123', invite: 'right' });
});

it('the form takes the code of an invitation from the link', async () => {
  const { bodies, type, submit } = setup(SignUpForm, signedUp, '/sign-up?invite=CODE');
  type(auth.username, 'ada');
  type(auth.password, 'Secret123');

  submit(auth.signUp);

  await waitFor(() => {
    expect(bodies).toEqual([{ username: 'ada', password: 'Secret123', invite: 'CODE' }]);
  });
});

it('the form says that registration is closed', async () => {
  const { type, submit } = setup(SignUpForm, refusal(403, 'registration_closed'));
  type(auth.username, 'ada');
  type(auth.password, 'Secret123');

  submit(auth.signUp);

  expect((await screen.findByRole('alert')).textContent).toContain(errors.registrationClosed);
});
