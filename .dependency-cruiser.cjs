/** Who may import whom: docs/architecture.md has the same table in words. */
// aws-lambda is types only: the package @types/aws-lambda.
const allow = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: {
    pathNot: [to, '^(virtual:|aws-lambda$)'],
    dependencyTypesNot: ['npm', 'npm-dev', 'npm-optional', 'core'],
  },
});
const packages = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional'], pathNot: `node_modules/(${allowed})` },
});
const backend = '^functions/adapters/(local|aws)/(index|files|sign-in)\\.ts$';
const handlers = '^functions/(http|websocket|triggers)/([^/]+)/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(virtual:|aws-lambda$)' },
    },
    allow('contracts', '^functions/contracts/', '^functions/contracts/'),
    packages('contracts-packages', '^functions/contracts/', 'zod/'),
    allow('core', '^functions/core/', '^functions/(core|contracts)/'),
    packages('core-packages', '^functions/core/', 'ipaddr\\.js/'),
    allow(
      'adapters',
      '^functions/adapters/',
      '^functions/(adapters|core/errors\\.ts|core/(ports|domain)/|contracts)/?',
    ),
    {
      name: 'adapters-apart',
      severity: 'error',
      from: { path: '^functions/adapters/(local|aws)/' },
      to: { path: '^functions/adapters/(local|aws)/', pathNot: '^functions/adapters/$1/' },
    },
    allow('runtime', '^functions/runtime/', '^functions/(runtime|contracts|core)/'),
    {
      name: 'runtime-knows-no-use-case',
      severity: 'error',
      from: { path: '^functions/runtime/' },
      to: { path: '^functions/core/(usecases|shared)/' },
    },
    allow(
      'handlers',
      handlers,
      `^functions/(wiring|canary|runtime|core|contracts)/|^docs/openapi\\.json$|${backend}|^functions/$1/$2/`,
    ),
    allow(
      'wiring',
      '^functions/wiring/',
      `^functions/(wiring/|runtime/env\\.ts|core/|contracts/)|${backend}`,
    ),
    // The bundles' stand-in for zod names zod by its file, since the name is an alias of the stand-in.
    allow(
      'lib',
      '^(lib|bin)/',
      '^(lib|bin)/|^functions/contracts/|^functions/runtime/env\\.ts$|^node_modules/zod/',
    ),
    allow(
      'local',
      '^local/',
      `^local/|^functions/contracts/|^functions/core/domain/address\\.ts$|^functions/runtime/log-bound\\.ts$|^functions/(http|http/mailbox|websocket)/[^/]+/handler\\.ts$|${backend}`,
    ),
    // It uses Parley as the site does, with the site's client.
    allow('canary', '^functions/canary/', '^functions/(canary|contracts)/|^client/index\\.ts$'),
    packages('canary-packages', '^functions/canary/', 'zod/|@aws-sdk/client-ssm/'),
    allow('client', '^client/', '^client/|^functions/contracts/'),
    packages('client-packages', '^client/', 'zustand/|idb-keyval/'),
    allow('web', '^web/', '^web/|^client/(index|photos|worker)\\.ts$|^functions/contracts/'),
    {
      name: 'client-has-one-door',
      severity: 'error',
      from: { path: '^(web|scripts|docs|test/simulator|test/chaos)/' },
      to: { path: '^client/', pathNot: '^client/(index|photos|worker)\\.ts$' },
    },
    {
      name: 'witness-apart',
      comment: 'The client of the tests shares nothing with what they test.',
      severity: 'error',
      from: { path: '^test/support/client\\.ts$' },
      to: { path: '^client/' },
    },
    {
      name: 'features-apart',
      severity: 'error',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/features/', pathNot: '^web/src/features/$1/' },
    },
    {
      name: 'features-below-pages',
      severity: 'error',
      from: { path: '^web/src/(features|sync|ui|lib|strings)/' },
      to: { path: '^web/src/(boot|pages)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['local', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.css', '.json', '.svg'],
    },
  },
};
