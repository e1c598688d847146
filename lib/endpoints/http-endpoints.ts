import type { RouteName } from '#contracts/routes.ts';
import { adminEndpoints } from './admin-endpoints.ts';
import { attachmentEndpoints } from './attachment-endpoints.ts';
import { authEndpoints } from './auth-endpoints.ts';
import { conversationEndpoints } from './conversation-endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { factorEndpoints } from './factor-endpoints.ts';
import { invitationEndpoints } from './invitation-endpoints.ts';
import { messageEndpoints } from './message-endpoints.ts';
import { notificationEndpoints } from './notification-endpoints.ts';
import { passkeyEndpoints } from './passkey-endpoints.ts';
import { systemEndpoints } from './system-endpoints.ts';
import { userEndpoints } from './user-endpoints.ts';

/** A function for every route; a missing one is a compile error. */
export const httpEndpoints: Record<RouteName, Endpoint> = {
  ...authEndpoints,
  ...factorEndpoints,
  ...userEndpoints,
  ...invitationEndpoints,
  ...conversationEndpoints,
  ...messageEndpoints,
  ...attachmentEndpoints,
  ...notificationEndpoints,
  ...adminEndpoints,
  ...passkeyEndpoints,
  ...systemEndpoints,
};
