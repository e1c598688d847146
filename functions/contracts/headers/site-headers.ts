/**
 * Hash of the only inline script, in web/index.html: it sets theme and language before the first paint, and
 * preloads scripts.
 */
export const inlineScriptHash = 'sha256-5qyza1+7MttSoAlC6ISDKdPx5C3D4EESatC5XxV4GCk=';

const policy = {
  'default-src': "'self'",
  'script-src': `'self' '${inlineScriptHash}'`,
  'connect-src': "'self'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  'style-src': "'self' 'unsafe-inline'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
};

/** Response headers of the site's files, the same in both homes. */
export const siteHeaders = (isHttps: boolean): Record<string, string> => ({
  'content-security-policy': Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=(), microphone=(self), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
  ...(isHttps && { 'strict-transport-security': 'max-age=31536000' }),
});
