import { UnavailableError } from '../../core/errors.ts';

/** An error of the SDK, or of Node's network. */
interface CallError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const networkCodes = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN)/;

/** No answer at all, or that the service itself failed: not for what was asked. */
export const isUnavailable = (error: unknown): boolean => {
  const { name, code, $metadata } = (error ?? {}) as CallError;
  return (
    name === 'TimeoutError' ||
    (typeof code === 'string' && networkCodes.test(code)) ||
    ($metadata?.httpStatusCode ?? 0) >= 500
  );
};

/** Where in a client's middleware stack `namesOutages` stands. */
export const outsideRetries = {
  step: 'initialize',
  priority: 'high',
  name: 'namesOutages',
} as const;

type Next<A, R> = (args: A) => Promise<R>;

/** A middleware of an SDK client. @throws UnavailableError */
export const namesOutages =
  (service: string) =>
  <A, R>(next: Next<A, R>): Next<A, R> =>
  async (args) => {
    try {
      return await next(args);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      throw new UnavailableError(`${service} did not answer`, { cause: error });
    }
  };
