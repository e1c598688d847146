import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { createApi } from '#client/http/api.ts';
import { createPageLocks } from '#client/http/session.ts';
import { TwoStep } from '#site/features/two-step/components/two-step.tsx';
import { words } from '#site/features/two-step/words.ts';
import { strings } from '#site/strings/strings.ts';
import { ApiContext } from '#site/sync/api-context.ts';
import { codeWords } from '#site/ui/codes/words.ts';
import { StepUpProvider } from '#site/ui/step-up/step-up.tsx';
import { aToken, ME } from '#test/web/support/builders.ts';

afterEach(cleanup);

const off = { is_set: false, set_at: null, recovery_codes_left: 0 };
const on = { is_set: true, set_at: '2026-11-30T08:00:00.000Z', recovery_codes_left: 10 };
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const refused = (status: number, code: string) => Response.json({ code }, { status });

/** `answers` by method and path; they may change the state of the account. */
const setup = (state: object, answers: Record<string, () => Response | Promise<Response>> = {}) => {
  const account = { state };
  const fetch = (async (url: string, init?: RequestInit) => {
    const key = `${init?.method} ${url.replace('/api/auth/', '')}`;
    if (key === 'GET factor') return Response.json(account.state);
    return answers[key]?.() ?? Response.json({});
  }) as typeof globalThis.fetch;
  const api = createApi({ fetch, locks: createPageLocks() });
  api.session.accept({ access_token: aToken(ME) });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiContext value={api}>
        <StepUpProvider>
          <TwoStep />
        </StepUpProvider>
      </ApiContext>
    </QueryClientProvider>,
  );
  const press = async (name: string): Promise<void> => {
    fireEvent.click(await screen.findByRole('button', { name }));
  };
  const type = async (label: string, value: string): Promise<void> => {
    fireEvent.change(await screen.findByLabelText(label), { target: { value } });
  };
  const start = async (): Promise<void> => {
    await press(words.setUp);
    await type(strings.auth.password, 'Secret123');
    await press(words.next);
  };
  return { account, press, type, start };
};
const alertText = async (): Promise<string> => (await screen.findByRole('alert')).textContent;
const started = () => Response.json({ secret, uri: `otpauth://totp/x?secret=${secret}` });

it('shows the key in groups, then the codes, which only their button closes', async () => {
  const { account, press, type, start } = setup(off, {
    'POST factor': started,
    'PUT factor': () => {
      account.state = on;
      return Response.json({ recovery_codes: ['aaaa-bbbb-cccc-dddd', 'eeee-ffff-gggg-hhhh'] });
    },
  });
  await start();
  expect(await screen.findByText(secret.match(/.{4}/g)?.join(' ') ?? '')).toBeDefined();

  await type(codeWords.app, '123456');
  await screen.findByText('aaaa-bbbb-cccc-dddd');
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
  expect(screen.queryByText('eeee-ffff-gggg-hhhh')).not.toBeNull();
  const leaving = new Event('beforeunload', { cancelable: true });
  globalThis.dispatchEvent(leaving);
  expect(leaving.defaultPrevented).toBe(true);

  await press(words.saved);
  expect(await screen.findByText(words.left(10))).toBeDefined();
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(screen.getByText(words.isOn)).toBeDefined();
});

it('each step takes the focus: the field of its code, then the recovery codes', async () => {
  const { type, start } = setup(off, {
    'POST factor': started,
    'PUT factor': () => Response.json({ recovery_codes: ['aaaa-bbbb-cccc-dddd'] }),
  });
  await start();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(codeWords.app)));

  await type(codeWords.app, '123456');

  await screen.findByText('aaaa-bbbb-cccc-dddd');
  expect(document.activeElement).toBe(screen.getByRole('alertdialog'));
});

it('a refusal leaves the focus in the dialog, also if the disabled button has lost it meanwhile', async () => {
  const answer = Promise.withResolvers<Response>();
  const { start } = setup(off, { 'POST factor': () => answer.promise });
  await start();
  (document.activeElement as HTMLElement).blur();

  answer.resolve(refused(403, 'invalid_password'));

  await alertText();
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByLabelText(strings.auth.password)),
  );
});

it('a wrong password does not begin the setup', async () => {
  const { start } = setup(off, { 'POST factor': () => refused(403, 'invalid_password') });

  await start();

  expect(await alertText()).toContain(strings.errors.invalidPassword);
  expect(screen.queryByText(words.key)).toBeNull();
});

it('a session that must prove its user first does so, and the setup goes on', async () => {
  let isProven = false;
  const { type, start } = setup(off, {
    'POST factor': () => (isProven ? started() : refused(403, 'code_required')),
    'GET passkeys': () => Response.json({ items: [] }),
    'POST factor/proof': () => {
      isProven = true;
      return new Response(null, { status: 204 });
    },
  });
  await start();

  await type(codeWords.app, '123456');

  expect(await screen.findByText(words.key)).toBeDefined();
});

it('a session that must prove its user at the first code does so, and gets the recovery codes', async () => {
  let isProven = false;
  const { type, start } = setup(off, {
    'POST factor': started,
    'PUT factor': () =>
      isProven
        ? Response.json({ recovery_codes: ['aaaa-bbbb-cccc-dddd'] })
        : refused(403, 'code_required'),
    'GET passkeys': () => Response.json({ items: [] }),
    'POST factor/proof': () => {
      isProven = true;
      return new Response(null, { status: 204 });
    },
  });
  await start();
  await type(codeWords.app, '123456');
  await waitFor(() => expect(screen.getAllByLabelText(codeWords.app)).toHaveLength(2));

  const [, proof] = screen.getAllByLabelText(codeWords.app);
  if (proof) fireEvent.change(proof, { target: { value: '654321' } });

  expect(await screen.findByText('aaaa-bbbb-cccc-dddd')).toBeDefined();
});

it('says that a setup has expired, and that another device was faster', async () => {
  let code = 'no_factor';
  const { type, press, start } = setup(off, {
    'POST factor': started,
    'PUT factor': () => refused(409, code),
  });
  await start();

  await type(codeWords.app, '123456');
  expect(await alertText()).toContain(words.expired);
  code = 'factor_is_set';
  await press(words.turnOn);
  await waitFor(async () => expect(await alertText()).toContain(strings.errors.factorIsSet));
});

it('asks for new recovery codes while a few are left', async () => {
  setup({ ...on, recovery_codes_left: 3 });
  expect(await screen.findByText(words.few)).toBeDefined();
  cleanup();

  setup({ ...on, recovery_codes_left: 4 });
  expect(await screen.findByText(words.left(4))).toBeDefined();
  expect(screen.queryByText(words.few)).toBeNull();
});

it('turning it off needs the password', async () => {
  const { account, press, type } = setup(on, {
    'POST factor/removal': () => {
      account.state = off;
      return new Response(null, { status: 204 });
    },
  });
  await press(words.turnOff);
  await screen.findByText(words.turnOffQuestion);
  const action = () => screen.getByRole<HTMLButtonElement>('button', { name: words.turnOff });
  expect(action().disabled).toBe(true);

  await type(strings.auth.password, 'Secret123');
  fireEvent.click(action());

  expect(await screen.findByText(words.isOff)).toBeDefined();
  expect(await screen.findByText(words.off)).toBeDefined();
});
