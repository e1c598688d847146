/**
 * Replaces `@smithy/core/event-streams` in bundles. No operation that we call streams events, but the SDK's
 * lazy import of it would load zlib and checksums in every function.
 */
export class EventStreamSerde {
  constructor() {
    throw new Error('event streams are left out of bundles (lib/bundling)');
  }
}

/** S3's client imports both, though only its SelectObjectContent uses them. */
export const eventStreamSerdeProvider = (): Record<string, never> => ({});
export const resolveEventStreamSerdeConfig = <T>(config: T): T => config;
