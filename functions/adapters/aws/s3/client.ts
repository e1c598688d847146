import { S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '#core/ports/system.ts';
import { awsEndpoint, callTimeouts } from '../endpoint.ts';

/** A bucket with the dependencies of every operation on it. */
export interface Bucket {
  readonly name: string;
  readonly client: S3Client;
  readonly clock: Clock;
}

/** Response timeout. Ten megabytes within a region take a fraction of a second. */
const answerMs = 5_000;

/** The SDK reads region, credentials and `AWS_ENDPOINT_URL` from the environment. */
export const s3Client = (config: ConstructorParameters<typeof S3Client>[0] = {}): S3Client =>
  new S3Client({
    maxAttempts: 3,
    requestHandler: callTimeouts(answerMs),
    // Requests signed for browsers must not require checksums that only the SDK adds.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // An emulator has no host name per bucket.
    forcePathStyle: awsEndpoint() !== undefined,
    ...config,
  });
