/** Headers of every answer of the API, the same in both homes: its bytes are never taken for a page. */
export const apiHeaders = { 'x-content-type-options': 'nosniff' } as const;
