import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from '#client/http/api-error.ts';
import { strings } from '#site/strings/strings.ts';
import { explainRefusal } from '#site/ui/field-errors.ts';
import { FormFailure } from '#site/ui/form-failure.tsx';

const { errors } = strings;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const show = (error: ApiError): void => {
  const { form } = explainRefusal(error);
  if (form) render(<FormFailure failure={form} />);
};
const pass = (ms: number): void => act(() => void vi.advanceTimersByTime(ms));
const seen = () => screen.getByRole('alert').querySelector('[aria-hidden] ~ div [aria-hidden]');
const received = () => screen.getByRole('alert').querySelector('.sr-only');

it('a wait is counted down visibly, and announced to screen readers at its start and end', () => {
  show(new ApiError(429, 'too_many_attempts', { retryAfterSeconds: 61 }));
  expect(seen()?.textContent).toBe(errors.waitMinutes(2));

  pass(2_000);
  expect(seen()?.textContent).toBe(errors.waitSeconds(59));
  expect(received()?.textContent).toBe(errors.waitMinutes(2));

  pass(60_000);
  expect(seen()?.textContent).toBe(errors.waitIsOver);
  expect(received()?.textContent).toBe(errors.waitIsOver);
});

it('a failure without a wait is shown as it is', () => {
  show(new ApiError(401, 'invalid_credentials'));
  expect(screen.getByRole('alert').textContent).toBe(errors.invalidCredentials);
});
