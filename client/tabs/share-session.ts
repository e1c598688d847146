import type { Ending, Session } from '../http/session.ts';
import type { TabBus } from './bus.ts';

/** `at`: milliseconds since 1970. */
type SessionEvent =
  | { readonly kind: 'token'; readonly token: string }
  | {
      readonly kind: 'signed-out';
      readonly isExpired: boolean;
      readonly ending: Ending | null;
      readonly at: number;
    };

/** A tab that was frozen may receive an old sign-out, after which the user has signed in again. */
const OLD_MS = 10_000;

interface ShareDeps {
  readonly session: Session;
  readonly bus: TabBus;
  readonly now: () => number;
}

/**
 * Shares new tokens and sign-outs among all tabs of a browser. Returns a function that stops it.
 */
export const shareSession = ({ session, bus, now }: ShareDeps): (() => void) => {
  const topic = bus.topic<SessionEvent>('session');
  let hasReceived = false;

  const receiveSignOut = (event: Extract<SessionEvent, { kind: 'signed-out' }>): void => {
    // Asks the server whether the session still exists; without an answer, the next call does.
    if (Math.abs(now() - event.at) > OLD_MS)
      return void session.renew(session.token()).catch(() => false);
    hasReceived = true;
    session.end(event);
  };
  topic.receive((event) => {
    if (event.kind === 'token') session.adopt(event.token);
    else receiveSignOut(event);
  });
  const stopEmitting = session.onRenewed((token) => topic.post({ kind: 'token', token }));
  return () => {
    // An echo could reach a tab that has signed in again.
    const ending = session.ending();
    const isExpired = session.hasExpired();
    if (!hasReceived) topic.post({ kind: 'signed-out', isExpired, ending, at: now() });
    stopEmitting();
  };
};
