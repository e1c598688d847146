import { S3ServiceException } from '@aws-sdk/client-s3';
import { BusyError } from '../../../core/errors.ts';
import { isUnavailable } from '../unavailable.ts';

const statusOf = (error: unknown): number | undefined =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

/** There is no such object. Without the right to list the bucket S3 would say 403 instead. */
export const isAbsent = (error: unknown): boolean => statusOf(error) === 404;

/** The object is no longer the version that was asked for. */
export const hasChanged = (error: unknown): boolean => statusOf(error) === 412;

/** S3 asks to slow down, or could not answer, also to the SDK's own retries. */
const isBusy = (error: unknown): boolean => statusOf(error) === 429 || isUnavailable(error);

/** @throws BusyError for what may work a moment later, or what else the call throws */
export const calling = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    throw isBusy(error) ? new BusyError('S3 did not answer', { cause: error }) : error;
  }
};
