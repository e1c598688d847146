import type { ArchivedFactor, ArchivedPasskey, ArchiveValue } from '#contracts/archive/records.ts';
import type { Attachment } from '#core/domain/attachment.ts';
import { type Factor, isSet } from '#core/domain/factor/factor.ts';
import type { MessageAttachment } from '#core/domain/message.ts';
import type { Passkey } from '#core/domain/passkeys/passkey.ts';
import type { Marked } from '#core/domain/visibility/marks.ts';
import { noMarks } from '#core/domain/visibility/marks.ts';

/** A file of a message as a record of an archive. */
export const fileValue = ({
  recording,
  ...file
}: MessageAttachment): ArchiveValue<'messages'>['attachments'][number] => ({
  ...file,
  ...(recording && { recording: { ...recording, waveform: [...recording.waveform] } }),
});

/** @throws for an attachment whose upload was never checked: an archive does not contain it */
export const attachmentValue = (attachment: Attachment): ArchiveValue<'attachments'> => {
  const { ownerId, state, sentIn, createdAt, expiresAt, ...file } = attachment;
  if (state === 'pending') throw new Error('an unchecked upload is not part of an archive');
  return { ...fileValue(file), ownerId, state, sentIn, createdAt, expiresAt };
};

/**
 * The second factor in a record of an account; nothing without one that is set. `secret`: decrypted.
 * @throws if the key is lost: an archive must not silently leave a second factor out
 */
export const factorValue = (
  factor: Factor | null,
  secret: Uint8Array | null,
): { factor?: ArchivedFactor } => {
  if (!isSet(factor)) return {};
  if (!secret) throw new Error('the key of a second factor is lost: remove the factor first');
  const { createdAt, confirmedAt, usedStep, recovery } = factor;
  const text = Buffer.from(secret).toString('base64url');
  return { factor: { secret: text, createdAt, confirmedAt, usedStep, recovery: [...recovery] } };
};

/** A second factor of an archive, encrypted for this home. */
export const factorFrom = (
  { secret, ...factor }: ArchivedFactor,
  seal: (secret: Uint8Array) => string,
): Factor => ({ ...factor, sealed: seal(Buffer.from(secret, 'base64url')), proof: null });

/** The passkeys in a record of an account; nothing without one. */
export const passkeysValue = (passkeys: readonly Passkey[]): { passkeys?: ArchivedPasskey[] } =>
  passkeys.length === 0
    ? {}
    : {
        passkeys: passkeys.map(({ proof: _proof, ...one }) => ({
          ...one,
          transports: [...one.transports],
        })),
      };

/** The passkeys of an archive. */
export const passkeysFrom = (archived: readonly ArchivedPasskey[]): Passkey[] =>
  archived.map((one) => ({ ...one, proof: null }));

/** What a member has set and marked, as a record. */
export const memberValue = (
  userId: string,
  conversationId: string,
  { settings, marks }: Marked,
): ArchiveValue<'members'> => {
  const { clearedSeq, lastHiddenSeq: _, marksVer, ...rest } = settings;
  return {
    userId,
    conversationId,
    ...rest,
    ...(clearedSeq > 0 && { clearedSeq }),
    ...(marksVer > 0 && {
      marks: { ver: marks.ver, hidden: [...marks.hidden], starred: [...marks.starred] },
    }),
  };
};

/** The settings and marks of a record. */
export const markedOf = ({
  userId: _,
  conversationId: __,
  clearedSeq = 0,
  marks = { ...noMarks, hidden: [], starred: [] },
  ...rest
}: ArchiveValue<'members'>): Marked => ({
  settings: { ...rest, clearedSeq, lastHiddenSeq: marks.hidden.at(-1) ?? 0, marksVer: marks.ver },
  marks,
});
