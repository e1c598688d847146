/**
 * Replaces `@aws-sdk/credential-provider-node` in bundles. A function has its role's credentials in its
 * environment. The rest of that provider chain (profiles, SSO, STS, login, instance metadata) is a quarter of
 * a bundle and never used there.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
