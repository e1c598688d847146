/**
 * Where an emulator listens, if there is one. The SDK's clients read this variable by themselves; it is
 * read here for what is fetched without them.
 */
export const awsEndpoint = (): string | undefined => process.env['AWS_ENDPOINT_URL'] || undefined;
