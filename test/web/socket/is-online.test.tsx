import { renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Realtime } from '#client';
import { createApi } from '#client/http/api.ts';
import { createPageLocks } from '#client/http/session.ts';
import { ApiContext } from '#site/sync/api-context.ts';
import { RealtimeContext } from '#site/sync/realtime-context.ts';
import { useIsOnline } from '#site/sync/use-is-online.ts';
import { aToken, ME, PEER } from '#test/web/support/builders.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('nobody is shown as online while the connection is interrupted for long', () => {
  const status = createStore<{ socket: string }>(() => ({ socket: 'open' }));
  const api = createApi({ fetch, locks: createPageLocks() });
  api.session.accept({ access_token: aToken(ME) });
  const realtime = { status } as unknown as Realtime;
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ApiContext value={api}>
      <RealtimeContext value={realtime}>{children}</RealtimeContext>
    </ApiContext>
  );
  const { result } = renderHook(() => [PEER, ME].map((id) => useIsOnline({ id, online: true })), {
    wrapper,
  });
  expect(result.current).toEqual([true, false]);

  act(() => status.setState({ socket: 'waiting' }));
  expect(result.current).toEqual([true, false]);
  act(() => void vi.advanceTimersByTime(3_000));
  expect(result.current).toEqual([false, false]);
  act(() => status.setState({ socket: 'open' }));
  expect(result.current).toEqual([true, false]);
});
