const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base = 62n;
const uuidLength = 22;
const uuidMax = 1n << 128n;

const encode = (value: bigint): string => {
  let rest = value;
  let text = '';
  do {
    text = digits[Number(rest % base)] + text;
    rest /= base;
  } while (rest > 0n);
  return text;
};

const decode = (text: string): bigint =>
  [...text].reduce((value, digit) => value * base + BigInt(digits.indexOf(digit)), 0n);

const conversationPart = (conversationId: string): string =>
  encode(BigInt(`0x${conversationId.replaceAll('-', '')}`)).padStart(uuidLength, '0');

/** Cache of the id prefixes of recently used conversations. */
const parts = new Map<string, string>();
const maxParts = 1_000;

const partOf = (conversationId: string): string => {
  const known = parts.get(conversationId);
  if (known !== undefined) return known;
  if (parts.size >= maxParts) parts.clear();
  const part = conversationPart(conversationId);
  parts.set(conversationId, part);
  return part;
};

/** The opaque id of a message: base62 of its conversation (22 digits), then of its sequence number. */
export const messageId = (conversationId: string, seq: number): string =>
  partOf(conversationId) + encode(BigInt(seq));

/** Parses an id; null if no message can have it (each message has exactly one id). */
export const parseMessageId = (id: string): { conversationId: string; seq: number } | null => {
  if (!/^[0-9A-Za-z]{23,31}$/.test(id)) return null;
  const uuid = decode(id.slice(0, uuidLength));
  const seq = Number(decode(id.slice(uuidLength)));
  if (uuid >= uuidMax || seq < 1 || !Number.isSafeInteger(seq)) return null;
  const hex = uuid.toString(16).padStart(32, '0');
  const conversationId = hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return messageId(conversationId, seq) === id ? { conversationId, seq } : null;
};
