/** A data file that this Parley cannot use, with what to do; printed as one line. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
}
