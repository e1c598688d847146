/** What happens to an account, for its owner to read. */
export const accountEventTypes = [
  'signed_in',
  'sign_in_refused',
  'password_changed',
  'password_refused',
  'session_ended',
] as const;
export type AccountEventType = (typeof accountEventTypes)[number];

/** Changes of a message that have an entry of their own in the log. */
export const changeKinds = ['edit', 'delete', 'read'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Entries of the log of a conversation. */
export const logKinds = ['message', ...changeKinds] as const;
export type LogKind = (typeof logKinds)[number];

/** By time: `asc` has the oldest first. */
export const orders = ['asc', 'desc'] as const;
export type Order = (typeof orders)[number];

export const typingStates = ['start', 'stop'] as const;
export type TypingState = (typeof typingStates)[number];

/** Who may register: everybody, those with an invitation, or nobody. */
export const registrationModes = ['open', 'invite', 'closed'] as const;
export type RegistrationMode = (typeof registrationModes)[number];
