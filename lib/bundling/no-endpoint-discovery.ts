/**
 * Stands in for `@aws-sdk/middleware-endpoint-discovery` in bundles. DynamoDB's endpoint is known from the
 * region or from `AWS_ENDPOINT_URL`; asking for one, and the cache for the answers, is never turned on.
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: (): boolean => false,
  configFileSelector: (): boolean => false,
  default: false,
};
export const resolveEndpointDiscoveryConfig = <T>(config: T): T => config;
