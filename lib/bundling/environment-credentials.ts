/**
 * Stands in for `@aws-sdk/credential-provider-node` in bundles. A function has its role's credentials in
 * its environment: the rest of that chain (profiles, SSO, STS, login, instance metadata) is a quarter of
 * a bundle and can never be of use there.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
