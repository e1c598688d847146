/** Made once by passlib 1.7.4 with bcrypt 3.2.2, the libraries of the systems that are imported (docs/moving/import.md). */
export const bcryptHashes: ReadonlyMap<
  string,
  { readonly password: string; readonly hash: string }
> = new Map([
  [
    'the default cost of passlib',
    {
      password: 'Engine-1843',
      hash: '$2b$12$n1EVYGWXd8Q60dgbV6aske4tyEXEVYf3z66kXdb1ZHvVXBKw7yZXS',
    },
  ],
  [
    '$2a',
    {
      password: 'secret',
      hash: '$2a$04$tB84mUM0fI7W.1kaQh2fQO40E7WhtPls4GBu4k7iKhygLI8baJt3O',
    },
  ],
  [
    '$2b',
    {
      password: 'Engine-1843',
      hash: '$2b$04$SFtEtW/Zelz6eGPqReNU5ed3WhorqRXsooEzUr926kAzLMICKB3fi',
    },
  ],
  [
    '$2y and characters of up to four bytes',
    {
      password: 'paß wörd 🔑',
      hash: '$2y$04$agPW7VN.E1aPNfNHocv1teLw8..zgHIddq.SDh.adgwgM1sHM1CuC',
    },
  ],
  [
    'letters that are not composed',
    {
      password: 'Schlu\u0308ssel',
      hash: '$2b$04$T9j3MGV72EWB..EpOymYhu.6w0VvKIymghjHxhIm1piE6gjAlyd6C',
    },
  ],
  [
    '72 bytes that end in a letter',
    {
      password: `${'x'.repeat(71)}étail`,
      hash: '$2b$04$xYA3cL/B//pZzyhRPIDAAOe/5PGn3PyeLWIi8Uclr6JlBisFp2Go2',
    },
  ],
  [
    '112 bytes',
    {
      password: 'long password '.repeat(8),
      hash: '$2b$04$kCrCAFCEalDRA/HU/lYfGOc5J/0dtBrTX5iUNr6F/gkSX/KuKHXVC',
    },
  ],
]);
