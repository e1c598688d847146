import * as fc from 'fast-check';
import type { MarkStep } from './marks/plan-mark.ts';
import type { SettingsAsked } from './rules-change.ts';

/** One API call by one of three users. Numbers select one of the existing things at that moment. */
export type Step =
  | { readonly kind: 'upload'; readonly by: number }
  | { readonly kind: 'open'; readonly by: number; readonly peer: number }
  | { readonly kind: 'send'; readonly by: number; readonly to: number; readonly what: What }
  | {
      readonly kind: 'post';
      readonly by: number;
      readonly conversation: number;
      readonly what: What;
    }
  | { readonly kind: 'edit'; readonly by: number; readonly message: number; readonly text: string }
  | {
      readonly kind: 'delete';
      readonly by: number;
      readonly message: number;
      readonly onlyUnread: boolean;
    }
  | { readonly kind: 'read'; readonly by: number; readonly message: number }
  | {
      readonly kind: 'react';
      readonly by: number;
      readonly message: number;
      /** Null removes the reaction. */
      readonly emoji: string | null;
    }
  | {
      readonly kind: 'read-up-to';
      readonly by: number;
      readonly conversation: number;
      readonly seq: number;
    }
  | {
      readonly kind: 'settings';
      readonly by: number;
      readonly conversation: number;
      readonly change: SettingsAsked;
    }
  | {
      readonly kind: 'mark';
      readonly by: number;
      readonly conversation: number;
      readonly change: MarkStep;
    }
  | {
      readonly kind: 'answer';
      readonly by: number;
      readonly conversation: number;
      readonly isAccepted: boolean;
    }
  | { readonly kind: 'block'; readonly by: number; readonly other: number }
  | { readonly kind: 'unblock'; readonly by: number; readonly other: number }
  | { readonly kind: 'invite'; readonly by: number }
  | { readonly kind: 'revoke'; readonly by: number; readonly invitation: number }
  | { readonly kind: 'accept'; readonly by: number; readonly invitation: number }
  | { readonly kind: 'rename'; readonly by: number; readonly name: string }
  | { readonly kind: 'choose-photo'; readonly by: number; readonly photo: number | null }
  | { readonly kind: 'leave'; readonly by: number }
  | { readonly kind: 'compare'; readonly by: number; readonly size: number };

export interface What {
  readonly text: string;
  /** One of a few, so that it repeats; null for none. */
  readonly clientId: number | null;
  readonly replyTo: number | null;
  readonly files: readonly number[];
}

const person = fc.nat(2);
const pick = fc.nat(50);
/** Few, so that requests repeat. */
const text = fc.constantFrom('one', 'two', 'three', 'ünï 🎈');
const emoji = fc.constantFrom('👍', '👩🏽‍🚀', null);
/** Mostly null, sometimes the number. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const what: fc.Arbitrary<What> = fc.record({
  text,
  clientId: fc.option(fc.nat(3), { freq: 3 }),
  replyTo: rarely(pick),
  files: rarely(fc.array(pick, { minLength: 1, maxLength: 2 })).map((files) => files ?? []),
});
const settings: fc.Arbitrary<SettingsAsked> = fc.oneof(
  fc.record({ isMuted: fc.boolean() }),
  fc.record({ isPinned: fc.boolean() }),
  fc.record({ isMarked: fc.boolean() }),
  fc.record({ isArchived: fc.boolean(), isMuted: fc.boolean() }),
  fc.record({ isArchived: fc.constant(true), archivedSeq: fc.nat(20) }),
);
const marks: fc.Arbitrary<MarkStep> = fc.oneof(
  fc.record({ clear: fc.nat(20) }),
  fc.record({ hide: pick }),
  fc.record({ star: pick }),
  fc.record({ unstar: pick }),
  fc.record({ clear: fc.nat(6), hide: pick, star: pick, unstar: pick }),
);
/** Names of each other, unknown ones, and upper case. */
export const names = ['ann', 'bob', 'cem', 'dia', 'BOB'] as const;

const kind = <K extends Step['kind']>(name: K) => fc.constant(name);
const by = person;

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: kind('upload'), by }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('open'), by, peer: person }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('send'), by, to: person, what }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('post'), by, conversation: pick, what }) },
  { weight: 5, arbitrary: fc.record({ kind: kind('edit'), by, message: pick, text }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: kind('delete'), by, message: pick, onlyUnread: fc.boolean() }),
  },
  { weight: 6, arbitrary: fc.record({ kind: kind('read'), by, message: pick }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('react'), by, message: pick, emoji }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: kind('read-up-to'), by, conversation: pick, seq: fc.nat(20) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ kind: kind('settings'), by, conversation: pick, change: settings }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ kind: kind('mark'), by, conversation: pick, change: marks }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: kind('answer'),
      by,
      conversation: pick,
      isAccepted: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('block'), by, other: person }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('unblock'), by, other: person }) },
  { weight: 3, arbitrary: fc.record({ kind: kind('invite'), by }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('revoke'), by, invitation: pick }) },
  { weight: 4, arbitrary: fc.record({ kind: kind('accept'), by, invitation: pick }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('rename'), by, name: fc.constantFrom(...names) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('choose-photo'), by, photo: fc.constantFrom(0, 1, null) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('leave'), by }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: kind('compare'), by, size: fc.integer({ min: 1, max: 7 }) }),
  },
);
