/** Security events of an account, listed for its owner. */
export const accountEventTypes = [
  'signed_in',
  'sign_in_refused',
  'password_changed',
  'password_refused',
  'session_ended',
  'factor_set',
  'factor_removed',
  'code_refused',
  'second_step_refused',
  'recovery_code_used',
  'recovery_codes_renewed',
  'operator_action',
  'passkey_added',
  'passkey_removed',
] as const;
export type AccountEventType = (typeof accountEventTypes)[number];

/** What an operator can do with an account. */
export const accountActions = [
  'deactivate',
  'reactivate',
  'reset_password',
  'end_sessions',
] as const;
export type AccountAction = (typeof accountActions)[number];

/** Actions of operators in the account logs of the person and of the operator. */
export const operatorActions = [
  ...accountActions,
  'make_operator',
  'end_operator',
  'invite',
  'revoke_invitation',
] as const;
export type OperatorAction = (typeof operatorActions)[number];

/** Changes of a message that get a log entry. */
export const changeKinds = ['edit', 'delete', 'read', 'reaction'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Kinds of entries in the log of a conversation. */
export const logKinds = ['message', ...changeKinds] as const;
export type LogKind = (typeof logKinds)[number];

/** Sort order by time; `asc`: oldest first. */
export const orders = ['asc', 'desc'] as const;
export type Order = (typeof orders)[number];

/** `main`: pinned ones first, without archived ones and requests. */
export const conversationViews = ['all', 'main', 'archived', 'requests'] as const;
export type ConversationView = (typeof conversationViews)[number];

/** States of a message request, as a member sees it. */
export const requestStates = ['sent', 'received', 'declined'] as const;
export type RequestState = (typeof requestStates)[number];

export const requestAnswers = ['accepted', 'declined'] as const;
export type RequestAnswer = (typeof requestAnswers)[number];

/** Do the first messages of somebody one has never written to wait as a request? */
export const requestModes = ['on', 'off'] as const;
export type RequestMode = (typeof requestModes)[number];

export const typingStates = ['start', 'stop'] as const;
export type TypingState = (typeof typingStates)[number];

/** Who may register: everybody, people with an invitation, or nobody. */
export const registrationModes = ['open', 'invite', 'closed'] as const;
export type RegistrationMode = (typeof registrationModes)[number];

/** Which files may be sent: nearly any, or only pictures, PDF, text and zip archives. */
export const fileTypeModes = ['any', 'strict'] as const;
export type FileTypes = (typeof fileTypeModes)[number];

/** Whose invitations are accepted: those of users and of the operator, only the operator's, or none. */
export const invitationModes = ['everyone', 'operator', 'nobody'] as const;
export type InvitationMode = (typeof invitationModes)[number];

/** What messages are searched for besides words: photos and videos, voice messages, other files, links. */
export const searchedKinds = ['media', 'voice', 'files', 'links'] as const;

/** What a notification shows: name and text, the name only, or neither. */
export const notificationPreviews = ['text', 'name', 'none'] as const;
export type NotificationPreview = (typeof notificationPreviews)[number];

/** Languages of notifications, the same as the site's. */
export const notificationLanguages = ['en', 'de'] as const;
export type NotificationLanguage = (typeof notificationLanguages)[number];

/** Parts of the health of one process: its data file, disk, unfinished work and scheduled backups. */
export const dataStates = ['ok', 'unchecked', 'damaged'] as const;
export type DataState = (typeof dataStates)[number];
export const diskStates = ['ok', 'low'] as const;
export const backlogStates = ['ok', 'late'] as const;
export const backupStates = ['ok', 'late', 'failed'] as const;
export type BackupState = (typeof backupStates)[number];
