/** The token of an `Authorization: Bearer …` header. */
export const bearerToken = (header: string | undefined): string | undefined =>
  header?.match(/^Bearer +(\S+)$/i)?.[1];
