/**
 * Where an emulator listens, if there is one. The SDK's clients read this variable by themselves; it is
 * read here for what is fetched without them.
 */
export const awsEndpoint = (): string | undefined => process.env['AWS_ENDPOINT_URL'] || undefined;

/** An emulator on a busy machine; a function has 25 s at most. */
const emulatorTimeoutMs = 20_000;

/** How long a client waits for a connection and for an answer, in milliseconds: a call that hangs is tried again. */
export const callTimeouts = (answerMs: number) => ({
  connectionTimeout: 1_000,
  requestTimeout: awsEndpoint() === undefined ? answerMs : emulatorTimeoutMs,
  throwOnRequestTimeout: true,
});
