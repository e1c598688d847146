import { UnavailableError } from '#core/errors.ts';

/** An error of the SDK or of Node's network layer. */
interface CallError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const networkCodes = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN)/;

/** No response, or a failure of the service itself rather than of the request. */
export const isUnavailable = (error: unknown): boolean => {
  const { name, code, $metadata } = (error ?? {}) as CallError;
  return (
    name === 'TimeoutError' ||
    (typeof code === 'string' && networkCodes.test(code)) ||
    ($metadata?.httpStatusCode ?? 0) >= 500
  );
};

/** The position of `namesOutages` in a client's middleware stack: outside the retries. */
export const outsideRetries = {
  step: 'initialize',
  priority: 'high',
  name: 'namesOutages',
} as const;

type Next<A, R> = (args: A) => Promise<R>;

/** SDK middleware: converts outages. @throws UnavailableError */
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
