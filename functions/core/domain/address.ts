import ipaddr from 'ipaddr.js';

type Ip = ipaddr.IPv4 | ipaddr.IPv6;

/** Longer than any address text, including a zone id. Text that is no address is cut to this. */
const maxLength = 64;

/** The IPv4 address embedded in an IPv6 address: mapped (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056). */
const embeddedIPv4 = (address: ipaddr.IPv6): ipaddr.IPv4 | null => {
  const range = address.range();
  if (range === 'ipv4Mapped') return address.toIPv4Address();
  const bytes = address.toByteArray();
  if (range === 'rfc6052') return new ipaddr.IPv4(bytes.slice(12));
  return range === '6to4' ? new ipaddr.IPv4(bytes.slice(2, 6)) : null;
};

/**
 * Null for anything but an address. Strict, since `ipaddr.js` alone also accepts `127.1` and `0x7f000001`.
 */
const parse = (text: string): Ip | null => {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  if (text.length > maxLength || !ipaddr.IPv6.isValid(text)) return null;
  const address = ipaddr.IPv6.parse(text);
  return embeddedIPv4(address) ?? address;
};

const prefixOf = (text: string, bits: 64 | 56): string => {
  const address = parse(text.trim());
  if (address instanceof ipaddr.IPv4) return address.toString();
  if (!address) return text.slice(0, maxLength);
  const bytes = address.toByteArray().map((byte, index) => (index < bits / 8 ? byte : 0));
  return `${new ipaddr.IPv6(bytes)}/${bits}`;
};

const cut = (address: Ip, bits: number): string => {
  const bytes = address.toByteArray().map((byte, index) => (index < bits / 8 ? byte : 0));
  return `${ipaddr.fromByteArray(bytes)}/${bits}`;
};

/**
 * The stored form of a device's address: the /24 of IPv4, the /48 of IPv6. Empty for text that is no
 * address.
 */
export const shortAddress = (text: string): string => {
  const address = parse(text.trim());
  if (!address) return '';
  return cut(address, address instanceof ipaddr.IPv4 ? 24 : 48);
};

/**
 * The key of per-address limits: an IPv4 address, or the /64 of an IPv6 address, since a single host can
 * use all of its 2⁶⁴ addresses. Text that is no address is its own key.
 */
export const networkOf = (address: string): string => prefixOf(address, 64);

/** An IPv4 address, or the /56 that providers assign to one customer. */
export const wideNetworkOf = (address: string): string => prefixOf(address, 56);
