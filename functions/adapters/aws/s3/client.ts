import { S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../../../core/ports/system.ts';
import { awsEndpoint, callTimeouts } from '../endpoint.ts';

/** A bucket, and what every operation on it needs. */
export interface Bucket {
  readonly name: string;
  readonly client: S3Client;
  readonly clock: Clock;
}

/** Ten megabytes within a region take a fraction of a second. */
const answerMs = 5_000;

/** Region, credentials and `AWS_ENDPOINT_URL` are read from the environment by the SDK itself. */
export const s3Client = (config: ConstructorParameters<typeof S3Client>[0] = {}): S3Client =>
  new S3Client({
    maxAttempts: 3,
    requestHandler: callTimeouts(answerMs),
    // What is signed for a browser must ask for nothing that only the SDK would do.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // An emulator has no host name of its own for a bucket.
    forcePathStyle: awsEndpoint() !== undefined,
    ...config,
  });
