import {
  getOverview,
  getPerson,
  inviteAsOperator,
  listPeople,
  operateAccount,
  revokeAsOperator,
} from './http/admin/routes.ts';
import { answerRequest } from './http/answer-request.ts';
import {
  completeAttachment,
  copyAttachment,
  createAttachment,
  getAttachment,
} from './http/attachments.ts';
import {
  changePassword,
  issueToken,
  loginUser,
  logout,
  register,
  registerUser,
} from './http/auth.ts';
import {
  getConversation,
  listConversations,
  listMessages,
  openConversation,
  readLog,
  readUpTo,
} from './http/conversations.ts';
import { setDisappearing } from './http/disappearing/set-disappearing.ts';
import { exportMe } from './http/export.ts';
import {
  completeSignIn,
  confirmFactor,
  getFactor,
  proveFactor,
  removeFactor,
  renewRecoveryCodes,
  startFactor,
} from './http/factor/factor.ts';
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  revokeInvitation,
} from './http/invitations.ts';
import { changeMarks, getMarks, listStarred } from './http/marks/marks.ts';
import {
  deleteMessage,
  editMessage,
  getMessage,
  listInbox,
  listOutbox,
  readMessage,
  sendToUser,
} from './http/messages.ts';
import {
  addPasskey,
  listPasskeys,
  removePasskey,
  renamePasskey,
  signInWithPasskey,
  startPasskey,
  startPasskeySignIn,
} from './http/passkeys/passkeys.ts';
import { deletePushSubscription, getPushKey, putPushSubscription, testPush } from './http/push.ts';
import { deleteReaction, putReaction } from './http/react-to-message.ts';
import { searchMessages } from './http/search.ts';
import { sendInConversation } from './http/sending/send-in-conversation.ts';
import { endSession, listEvents, listSessions } from './http/sessions.ts';
import { getHealth, getOpenapi, issueTicket } from './http/system.ts';
import { refreshToken } from './http/tokens.ts';
import { updateSettings } from './http/update-settings.ts';
import {
  blockUser,
  deactivateMe,
  getMe,
  getPhoto,
  getStorage,
  getUser,
  listBlocks,
  searchUsers,
  unblockUser,
  updateMe,
} from './http/users.ts';
import type { Route } from './route.ts';

/**
 * The route table. A key names the operation and its folder (`folderOf`). Keys never change: clients are
 * generated from them, and CloudFormation identifies routes by them. `functions/http/default` handles every
 * other path and method.
 */
export const routes = {
  register,
  'issue-token': issueToken,
  'complete-sign-in': completeSignIn,
  'refresh-token': refreshToken,
  logout,
  'change-password': changePassword,
  'get-factor': getFactor,
  'start-factor': startFactor,
  'confirm-factor': confirmFactor,
  'prove-factor': proveFactor,
  'renew-recovery-codes': renewRecoveryCodes,
  'remove-factor': removeFactor,
  'start-passkey-sign-in': startPasskeySignIn,
  'sign-in-with-passkey': signInWithPasskey,
  'list-passkeys': listPasskeys,
  'start-passkey': startPasskey,
  'add-passkey': addPasskey,
  'rename-passkey': renamePasskey,
  'remove-passkey': removePasskey,
  'list-sessions': listSessions,
  'end-session': endSession,
  'list-events': listEvents,
  'register-user': registerUser,
  'login-user': loginUser,
  'get-me': getMe,
  'get-storage': getStorage,
  'update-me': updateMe,
  'delete-me': deactivateMe,
  'export-me': exportMe,
  'search-users': searchUsers,
  'get-user': getUser,
  'get-photo': getPhoto,
  'block-user': blockUser,
  'unblock-user': unblockUser,
  'list-blocks': listBlocks,
  'create-invitation': createInvitation,
  'list-invitations': listInvitations,
  'revoke-invitation': revokeInvitation,
  'accept-invitation': acceptInvitation,
  'open-conversation': openConversation,
  'list-conversations': listConversations,
  'get-conversation': getConversation,
  'list-messages': listMessages,
  'read-log': readLog,
  'search-messages': searchMessages,
  'post-message': sendInConversation,
  'read-up-to': readUpTo,
  'update-settings': updateSettings,
  'answer-request': answerRequest,
  'change-marks': changeMarks,
  'get-marks': getMarks,
  'list-starred': listStarred,
  'set-disappearing': setDisappearing,
  'send-message': sendToUser,
  'list-inbox': listInbox,
  'list-outbox': listOutbox,
  'get-message': getMessage,
  'read-message': readMessage,
  'edit-message': editMessage,
  'delete-message': deleteMessage,
  'put-reaction': putReaction,
  'delete-reaction': deleteReaction,
  'create-attachment': createAttachment,
  'complete-attachment': completeAttachment,
  'copy-attachment': copyAttachment,
  'get-attachment': getAttachment,
  'get-push-key': getPushKey,
  'put-push-subscription': putPushSubscription,
  'delete-push-subscription': deletePushSubscription,
  'test-push': testPush,
  'get-overview': getOverview,
  'list-people': listPeople,
  'get-person': getPerson,
  'operate-account': operateAccount,
  'invite-as-operator': inviteAsOperator,
  'revoke-as-operator': revokeAsOperator,
  'issue-ticket': issueTicket,
  'get-health': getHealth,
  'get-openapi': getOpenapi,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
export const routeNames = Object.keys(routes) as RouteName[];

/** The folder of a route's `handler.ts`, relative to `functions/http`. */
export const folderOf = (name: RouteName): string =>
  'twinOf' in routes[name] ? `mailbox/${name}` : name;
