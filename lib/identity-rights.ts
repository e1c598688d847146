/** The calls to Cognito behind each operation that IAM checks; refresh and revoke carry their own proof. */
export const identityRights = {
  'IdentityProvider.create': ['AdminCreateUser', 'AdminSetUserPassword'],
  'IdentityProvider.remove': ['AdminDeleteUser'],
  'IdentityProvider.signIn': ['AdminInitiateAuth'],
  'IdentityProvider.refresh': [],
  'IdentityProvider.revoke': [],
  'IdentityProvider.revokeAll': ['AdminUserGlobalSignOut'],
  'IdentityProvider.setPassword': ['AdminSetUserPassword'],
  'IdentityProvider.disable': ['AdminDisableUser'],
  'IdentityProvider.verifyAccessToken': [],
} as const satisfies Record<string, readonly string[]>;

export type IdentityOperation = keyof typeof identityRights;
