/**
 * Replaces `@aws-sdk/middleware-endpoint-discovery` in bundles. DynamoDB's endpoint follows from the region
 * or `AWS_ENDPOINT_URL`, so discovery and its cache are never used.
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: (): boolean => false,
  configFileSelector: (): boolean => false,
  default: false,
};
export const resolveEndpointDiscoveryConfig = <T>(config: T): T => config;
