import { S3ServiceException } from '@aws-sdk/client-s3';
import { BusyError } from '#core/errors.ts';
import { isUnavailable } from '../unavailable.ts';

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/** The object does not exist. Without ListBucket S3 would return 403 instead. */
export const isAbsent = (error: unknown): boolean => statusOf(error) === 404;

/** The object is no longer the requested version. */
export const hasChanged = (error: unknown): boolean => statusOf(error) === 412;

/** S3 is throttling or unavailable, even after the SDK's retries. */
const isBusy = (error: unknown): boolean => statusOf(error) === 429 || isUnavailable(error);

/** @throws BusyError for what may succeed a moment later, or any other error of the call */
export const calling = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    throw isBusy(error) ? new BusyError('S3 did not answer', { cause: error }) : error;
  }
};
