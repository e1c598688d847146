/** Headers of every API response, in both homes. `nosniff`: browsers never render a response as a page. */
export const apiHeaders = { 'x-content-type-options': 'nosniff' } as const;
