import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackage } from './client-pack/build-package.ts';

const help = `Packs the client library (client/) as an npm package: parley-client-VERSION.tgz.

Usage: npm run client:pack [-- --to DIR]

  --to DIR   where the tarball goes (default: .cache/client)

Fails when an import of the package loads more than 25 KB of JavaScript (gzip). Photo cleaning is not
counted: it is imported from parley-client/photos with the first file.
`;
const maxBytes = 25_000;

const { values } = parseArgs({
  options: {
    to: { type: 'string', default: '.cache/client' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

const to = resolve(values.to);
const folder = `${to}/package`;
const bytes = await buildPackage(folder);
const name = execFileSync('npm', ['pack', '--silent', '--pack-destination', to], {
  cwd: folder,
  encoding: 'utf8',
}).trim();
console.log(`${to}/${name}`);
console.log(
  `${(bytes / 1_000).toFixed(1)} of ${maxBytes / 1_000} KB (gzip) are loaded by an import`,
);
if (bytes > maxBytes) process.exit(1);
