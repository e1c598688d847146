/**
 * The IAM actions of each operation at Cognito. `refresh` needs none: the token itself authorises the call.
 */
export const identityRights = {
  'IdentityProvider.create': ['AdminCreateUser', 'AdminSetUserPassword'],
  'IdentityProvider.remove': ['AdminDeleteUser'],
  'IdentityProvider.checkPassword': ['AdminInitiateAuth', 'AdminSetUserPassword'],
  'IdentityProvider.startSession': [],
  'IdentityProvider.signIn': ['AdminInitiateAuth', 'AdminSetUserPassword'],
  'IdentityProvider.acceptPasskey': ['AdminInitiateAuth', 'AdminRespondToAuthChallenge'],
  'IdentityProvider.refresh': [],
  'IdentityProvider.findSession': [],
  'IdentityProvider.listSessions': [],
  'IdentityProvider.touchSession': [],
  'IdentityProvider.endSessions': ['AdminUserGlobalSignOut'],
  'IdentityProvider.setPassword': ['AdminSetUserPassword'],
  'IdentityProvider.deactivate': ['AdminDisableUser'],
  'IdentityProvider.activate': ['AdminEnableUser'],
  'IdentityProvider.verifyAccessToken': [],
  'Directory.page': ['ListUsers'],
  'Directory.figures': ['DescribeUserPool'],
} as const satisfies Record<string, readonly string[]>;

export type IdentityOperation = keyof typeof identityRights;
