/** An API response is data: if a browser renders it, it may load nothing and no page may frame it. */
export const apiPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Headers of every API response, in both homes. `nosniff`: browsers never render a response as a page. */
export const apiHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': apiPolicy,
  'referrer-policy': 'no-referrer',
} as const;
