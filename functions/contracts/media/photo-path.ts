/** The types of a photo of a person. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof photoTypes)[number];

/** Ends with a hash of the photo, so that what it names never changes. */
export const photoPathOf = (userId: string, hash: string): string =>
  `/api/users/${userId}/photo/${hash}`;
