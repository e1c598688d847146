/** A backup or a restore that cannot be done; its message says why. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
