/** The functions that a person waits for when the site starts, opens a conversation, sends a message and signs in. */
export const awaitedFunctions = [
  'functions/http/refresh-token',
  'functions/http/get-me',
  'functions/http/issue-ticket',
  'functions/websocket/connect',
  'functions/websocket/ping',
  'functions/http/list-conversations',
  'functions/http/list-messages',
  'functions/http/post-message',
  'functions/http/issue-token',
  'functions/http/complete-sign-in',
  'functions/http/sign-in-with-passkey',
  'functions/http/change-password',
] as const;

/** Maximum number of bytes that each of them may load when it starts. */
export const maxStartBytes = 450 * 1_024;
