/**
 * The emulator's URL, if any. SDK clients read this variable themselves; this function is for requests
 * without the SDK.
 */
export const awsEndpoint = (): string | undefined => process.env['AWS_ENDPOINT_URL'] || undefined;

/** For an emulator on a busy machine; functions time out after 25 s at most. */
const emulatorTimeoutMs = 20_000;

/** Timeouts for connection and response, in milliseconds; a call that hangs is retried. */
export const callTimeouts = (answerMs: number) => ({
  connectionTimeout: 1_000,
  requestTimeout: awsEndpoint() === undefined ? answerMs : emulatorTimeoutMs,
  throwOnRequestTimeout: true,
});
