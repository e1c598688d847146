const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const idBytes = 16;
const hashBytes = 32;
const hyphen = 0x2d;
/** Of a lower-case hexadecimal digit. */
const nibbleOf = (code: number): number => (code < 0x3a ? code - 0x30 : code - 0x57);

const bytesOf = (id: string): Uint8Array => {
  const bytes = new Uint8Array(idBytes);
  let index = 0;
  for (let at = 0; at < id.length; at += 2) {
    if (id.charCodeAt(at) === hyphen) at++;
    bytes[index++] = (nibbleOf(id.charCodeAt(at)) << 4) | nibbleOf(id.charCodeAt(at + 1));
  }
  return bytes;
};

/** An id as it is stored: the 16 bytes of a UUID in lower case, any other text as it is. */
export const packId = (id: string): Uint8Array | string => (uuid.test(id) ? bytesOf(id) : id);

/** The id, also of a row from before ids were packed. */
export const unpackId = (stored: unknown): string => {
  if (typeof stored === 'string') return stored;
  const hex = Buffer.from(stored as Uint8Array).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

/** A SHA-256 in base64url as it is stored: its 32 bytes, any other text as it is. */
export const packHash = (hash: string): Uint8Array | string => {
  const bytes = Buffer.from(hash, 'base64url');
  return bytes.length === hashBytes && bytes.toString('base64url') === hash ? bytes : hash;
};

export const unpackHash = (stored: unknown): string =>
  typeof stored === 'string' ? stored : Buffer.from(stored as Uint8Array).toString('base64url');
