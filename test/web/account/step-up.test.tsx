import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { createApi } from '#client/http/api.ts';
import { ApiError } from '#client/http/api-error.ts';
import { createPageLocks } from '#client/http/session.ts';
import { strings } from '#site/strings/strings.ts';
import { ApiContext } from '#site/sync/api-context.ts';
import { codeWords } from '#site/ui/codes/words.ts';
import { StepUpProvider, useProven } from '#site/ui/step-up/step-up.tsx';
import { aToken, ME } from '#test/web/support/builders.ts';

afterEach(cleanup);

const right = '123456';

/** An account with a second factor and without passkeys; `prove` answers codes. */
const openApi = (prove: (body: { code: string }) => Response) => {
  const fetch = (async (url: string, init?: RequestInit) => {
    if (url.endsWith('/factor/proof')) return prove(JSON.parse(String(init?.body)));
    return Response.json(url.endsWith('/factor') ? { is_set: true } : { items: [] });
  }) as typeof globalThis.fetch;
  const api = createApi({ fetch, locks: createPageLocks() });
  api.session.accept({ access_token: aToken(ME) });
  return api;
};
const show = (api: ReturnType<typeof openApi>, children: ReactNode) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ApiContext value={api}>
        <StepUpProvider>{children}</StepUpProvider>
      </ApiContext>
    </QueryClientProvider>,
  );
const noContent = () => new Response(null, { status: 204 });

/** A page with a button for each call; the server wants the right code before it answers. */
const setup = (names: readonly string[] = ['export']) => {
  let isProven = false;
  const calls: string[] = [];
  const api = openApi(({ code }) => {
    isProven = code === right;
    return isProven ? noContent() : Response.json({ code: 'invalid_code' }, { status: 403 });
  });
  const run = (name: string) => async (): Promise<string> => {
    calls.push(name);
    if (!isProven) throw new ApiError(403, 'code_required');
    return `done: ${name}`;
  };
  const Part = ({ name }: { name: string }) => {
    const proven = useProven();
    const [shown, setShown] = useState('');
    const start = (): void =>
      void proven(run(name)).then(setShown, (error: ApiError) =>
        setShown(`${name}: ${error.code}`),
      );
    return (
      <>
        <button type="button" onClick={start}>
          {name}
        </button>
        <p>{shown}</p>
      </>
    );
  };
  show(
    api,
    names.map((name) => <Part key={name} name={name} />),
  );
  // Below a dialog, the page is hidden from screen readers.
  const press = (name: string): void => {
    fireEvent.click(screen.getByText(name, { selector: 'button' }));
  };
  const type = async (value: string): Promise<void> => {
    fireEvent.change(await screen.findByLabelText(codeWords.app), { target: { value } });
  };
  return { calls, press, type };
};

it('asks for a code, and repeats the call once it was right', async () => {
  const { calls, press, type } = setup();
  press('export');

  await type('000000');
  expect((await screen.findByRole('alert')).textContent).toContain(codeWords.wrong);
  expect(calls).toEqual(['export']);
  await type(right);

  expect(await screen.findByText('done: export')).toBeDefined();
  expect(calls).toEqual(['export', 'export']);
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  press('export');
  await waitFor(() => expect(calls).toHaveLength(3));
  expect(screen.queryByRole('alertdialog')).toBeNull();
});

it('a cancelled question leaves the refusal', async () => {
  const { calls, press } = setup();
  press('export');
  await screen.findByLabelText(codeWords.app);

  press(strings.app.cancel);

  expect(await screen.findByText('export: code_required')).toBeDefined();
  expect(calls).toEqual(['export']);
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
});

it('asks once for several calls', async () => {
  const { calls, press, type } = setup(['one', 'two']);
  press('one');
  press('two');

  await type(right);

  expect(await screen.findByText('done: one')).toBeDefined();
  expect(await screen.findByText('done: two')).toBeDefined();
  expect(calls).toEqual(['one', 'two', 'one', 'two']);
});

it('a page that goes away ends its calls', async () => {
  let refusal: unknown;
  const Part = () => {
    const proven = useProven();
    const ask = () => Promise.reject(new ApiError(403, 'code_required'));
    const start = (): void =>
      void proven(ask).catch((error: unknown) => {
        refusal = error;
      });
    return (
      <button type="button" onClick={start}>
        start
      </button>
    );
  };
  const { unmount } = show(openApi(noContent), <Part />);
  fireEvent.click(screen.getByText('start'));
  await screen.findByRole('alertdialog');

  unmount();

  await waitFor(() => expect(refusal).toMatchObject({ code: 'code_required' }));
});
