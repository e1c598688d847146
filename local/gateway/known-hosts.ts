import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** Names that no public DNS has: a page on the internet cannot have them lead here. */
const privateName = /^[^.]+$|\.(localhost|local|lan|internal|home\.arpa)$/;

/** `name:port` without the port and the dot at its end, an IPv6 address without its brackets. */
const nameOf = (host: string): string | undefined => {
  const [, bracketed, name] = /^(?:\[([^\]]+)\]|([^:]+))(?::\d*)?$/.exec(host) ?? [];
  return (bracketed ?? name)?.toLowerCase().replace(/\.$/, '');
};

/**
 * Is this the `Host` of this server? A page of another site can point a name of its own at this machine
 * (DNS rebinding) and then read what it likes. It cannot do so with an address, a name that only the
 * network here knows, a name that was configured, or one of the certificate.
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
  /** The last one that was accepted: nearly all requests name the same. */
  let accepted: string | undefined;
  return (host) => {
    // HTTP/1.0 has none, and no browser speaks it.
    if (host === undefined || host === accepted) return true;
    const name = nameOf(host);
    if (name === undefined || !isKnown(name)) return false;
    accepted = host;
    return true;
  };
};
