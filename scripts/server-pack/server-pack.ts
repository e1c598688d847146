import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { builtSiteFolder } from '../../local/site/build.ts';
import manifest from '../../package.json' with { type: 'json' };
import { runCommand, UserError } from '../command.ts';
import { commandFiles, loadedFiles, packageOf } from './loaded-files.ts';

/** Loaded by `--import`, before the entry point. */
const preloaded = ['local/runtime.js', 'LICENSE'];
const isNotice = (name: string): boolean => /^(licen[cs]e|copying|notice)/i.test(name);

/** A package's description, by which Node resolves its modules, and its licence. */
const noticesOf = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name === 'package.json' || isNotice(name))
    .map((name) => join(folder, name));

/** The commands that the folder can run, and what Node reads of a package.json. */
const ownManifest = () => {
  const { name, version, license, type, engines, imports, scripts } = manifest;
  const files = commandFiles();
  const commands = Object.entries(scripts).filter(([, command]) =>
    files.some((file) => command.endsWith(` ${file}`)),
  );
  return {
    ...{ name, version, private: true, license, type, engines, imports },
    scripts: Object.fromEntries(commands),
  };
};

/** In place of a file that is left out: whoever imports it gets a line that says so. */
const writeRefusal = (target: string, file: string): void => {
  const folder = dirname(join(target, file));
  mkdirSync(folder, { recursive: true });
  const command = relative(folder, join(target, 'scripts/command.ts'));
  writeFileSync(
    join(target, file),
    `import { UserError } from '${command}';

throw new UserError('this folder has no tools for AWS and for development: use a checkout of Parley');
`,
  );
};

await runCommand({
  name: 'server:pack',
  summary:
    'Writes what one machine needs to run Parley into a folder: server, commands of operators, the packages that they load, and the built site. With Node 24 the folder runs without npm: docs/one-machine.md.',
  options: { to: { type: 'string' } },
  help: { to: 'The folder; must be missing or empty' },
  run: async ({ to }) => {
    if (to === undefined) throw new UserError('--to must name a folder');
    const target = resolve(to);
    if (existsSync(target) && readdirSync(target).length > 0) {
      throw new UserError(`${to} is not empty`);
    }
    const { files: loaded, leftOut } = await loadedFiles(commandFiles());
    const packages = new Set(loaded.flatMap((file) => packageOf(file) ?? []));
    const files = [...loaded, ...preloaded, ...[...packages].flatMap(noticesOf)];
    for (const file of files) {
      mkdirSync(dirname(join(target, file)), { recursive: true });
      cpSync(file, join(target, file));
    }
    for (const file of leftOut) if (!loaded.includes(file)) writeRefusal(target, file);
    writeFileSync(join(target, 'package.json'), `${JSON.stringify(ownManifest(), null, 2)}\n`);
    const site = join(target, 'site');
    rmSync(site, { recursive: true, force: true });
    cpSync(await builtSiteFolder((line) => console.log(line)), site, { recursive: true });
    console.log(`${to} has ${files.length} files of server and commands, and the site.`);
  },
});
