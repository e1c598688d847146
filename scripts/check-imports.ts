import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { sizedFiles, sizeFaults } from './tree-sizes.ts';

/**
 * Fewer modules than this mean that the tool did not find them and would report a false success.
 */
const minModules = 180;
const folders = [
  ...['functions', 'lib', 'bin', 'local', 'client', 'web/src'],
  ...['scripts/bench', 'docs/examples', 'test/simulator', 'test/chaos', 'test/support/client.ts'],
];

/**
 * Checks imports between modules, for which .dependency-cruiser.cjs has the rules, and the sizes of
 * files and folders.
 */
const options = await extractOptions('./.dependency-cruiser.cjs');
const tsConfig = extractTsConfig('tsconfig.json');
const { output } = await cruise(folders, options, undefined, { tsConfig });
const { summary, modules } = output as ICruiseResult;
const own = modules.filter(({ source }) =>
  /^(functions|lib|bin|local|client|web)\//.test(source),
).length;
for (const { from, to, rule } of summary.violations) {
  console.error(`${rule.name}: ${from} may not import ${to}`);
}
const sizes = sizeFaults(sizedFiles());
for (const fault of sizes) console.error(fault);
console.log(
  `${own} modules seen, ${summary.violations.length} imports refused, ${sizes.length} files or folders too large`,
);
if (own < minModules) {
  console.error(`expected at least ${minModules} modules: the check did not find them`);
}
process.exit(summary.violations.length > 0 || sizes.length > 0 || own < minModules ? 1 : 0);
