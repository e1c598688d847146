import { deviceCookie } from '#contracts/http/tokens.ts';
import { limits } from '#contracts/limits.ts';
import { type HttpEvent, requestCookies } from './http-event.ts';
import type { SessionMode } from './session.ts';

const prefix = `${deviceCookie.name}=`;

/**
 * The device id of a request in cookie mode, null for a new device; undefined for a client without cookies.
 */
export const deviceOf = (event: HttpEvent, mode: SessionMode): string | null | undefined => {
  if (mode === 'body') return undefined;
  const sent = requestCookies(event).filter((cookie) => cookie.startsWith(prefix));
  const value = sent.length === 1 ? sent[0]?.slice(prefix.length) : undefined;
  return value !== undefined && /^[\w-]{16,64}$/.test(value) ? value : null;
};

/** The cookie that marks a browser as known after a sign-in. */
export const deviceCookies = (event: HttpEvent, device: string | null): string[] => {
  if (device === null) return [];
  const isHttps = event.headers['x-forwarded-proto'] === 'https';
  const maxAge = limits.knownSources.deviceDays * 86_400;
  const attributes = [
    `Path=${deviceCookie.path}`,
    `Max-Age=${maxAge}`,
    'HttpOnly',
    'SameSite=Strict',
  ];
  return [[`${prefix}${device}`, ...attributes, ...(isHttps ? ['Secure'] : [])].join('; ')];
};
