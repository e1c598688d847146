import * as fc from 'fast-check';

/** An action of one of three users. `message` selects one of the sent ones. */
export type Step =
  | { readonly kind: 'send'; readonly by: number; readonly to: number; readonly clientId: number }
  | { readonly kind: 'open'; readonly by: number; readonly to: number }
  | {
      readonly kind: 'answer';
      readonly by: number;
      readonly to: number;
      readonly isAccepted: boolean;
    }
  | { readonly kind: 'edit'; readonly by: number; readonly message: number }
  | { readonly kind: 'delete'; readonly by: number; readonly message: number }
  | { readonly kind: 'read'; readonly by: number; readonly message: number }
  | {
      readonly kind: 'react';
      readonly by: number;
      readonly message: number;
      /** Null removes the reaction. */
      readonly emoji: string | null;
    }
  | { readonly kind: 'read-up-to'; readonly by: number; readonly to: number }
  | {
      readonly kind: 'settings';
      readonly by: number;
      readonly to: number;
      readonly isArchived: boolean;
      readonly isMuted: boolean;
    }
  | { readonly kind: 'typing'; readonly by: number; readonly to: number }
  | { readonly kind: 'connect'; readonly by: number }
  | { readonly kind: 'disconnect'; readonly by: number; readonly socket: number }
  | { readonly kind: 'block'; readonly by: number; readonly to: number }
  | { readonly kind: 'unblock'; readonly by: number; readonly to: number }
  | { readonly kind: 'rename'; readonly by: number }
  | { readonly kind: 'deactivate'; readonly by: number }
  | {
      readonly kind: 'privacy';
      readonly by: number;
      readonly presence: boolean;
      readonly readReceipts: boolean;
    }
  | { readonly kind: 'wait'; readonly seconds: number };

const by = fc.nat(2);
const to = fc.nat(2);
const message = fc.nat(9);
const emoji = fc.constantFrom('👍', '🎉', null);
const kind = <K extends Step['kind']>(name: K) => fc.constant(name);

const mostly = (value: boolean): fc.Arbitrary<boolean> => fc.constantFrom(value, value, !value);

export const step: fc.Arbitrary<Step> = fc.oneof(
  // Few client ids, so that a send is often a repeat.
  { weight: 6, arbitrary: fc.record({ kind: kind('send'), by, to, clientId: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('open'), by, to }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: kind('answer'), by, to, isAccepted: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('edit'), by, message }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('delete'), by, message }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('read'), by, message }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('react'), by, message, emoji }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('read-up-to'), by, to }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind('settings'),
      by,
      to,
      isArchived: fc.boolean(),
      isMuted: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('typing'), by, to }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('connect'), by }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('disconnect'), by, socket: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('block'), by, to }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('unblock'), by, to }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('rename'), by }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('deactivate'), by }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kind('privacy'),
      by,
      presence: mostly(true),
      readReceipts: mostly(true),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('wait'), seconds: fc.nat(20) }) },
);
