import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** Names outside public DNS: a site on the internet cannot point them at this machine. */
const privateName = /^[^.]+$|\.(localhost|local|lan|internal|home\.arpa)$/;

/** The name without port and trailing dot, or an IPv6 address without brackets. */
const nameOf = (host: string): string | undefined => {
  const [, bracketed, name] = /^(?:\[([^\]]+)\]|([^:]+))(?::\d*)?$/.exec(host) ?? [];
  return (bracketed ?? name)?.toLowerCase().replace(/\.$/, '');
};

/**
 * Does this `Host` belong to this server? Another site can point its own name at this machine (DNS
 * rebinding) and then read responses. It cannot do that with an address, a private name, a configured name,
 * or a name of the certificate.
 */
export const makeKnowsHost = (
  names: readonly string[],
  certificate: Buffer | null,
): ((host: string | undefined) => boolean) => {
  const known = new Set(names.map((name) => name.toLowerCase()));
  const issued = certificate && new X509Certificate(certificate);
  const isKnown = (name: string): boolean =>
    isIP(name) !== 0 ||
    known.has(name) ||
    privateName.test(name) ||
    issued?.checkHost(name) !== undefined;
  /** Cache of the last accepted host: nearly all requests have the same one. */
  let accepted: string | undefined;
  return (host) => {
    // HTTP/1.0 has no `Host`, and no browser uses it.
    if (host === undefined || host === accepted) return true;
    const name = nameOf(host);
    if (name === undefined || !isKnown(name)) return false;
    accepted = host;
    return true;
  };
};
