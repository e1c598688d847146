import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cachedFolder } from '../cache-folder.ts';
import { printedBy, reasonOf, run } from '../processes.ts';
import type { Engine } from './engine.ts';

export const baseImages = { debian: 'debian:bookworm-slim', node: 'node:24-bookworm-slim' };

/** What the slim image leaves out as well. */
const leftOut = ['man', 'info', 'locale'].map((name) => `path-exclude=/usr/share/${name}/*`);
const docs = ['path-exclude=/usr/share/doc/*', 'path-include=/usr/share/doc/*/copyright'];

/** All of Perl, for the script that merged /usr: no part of the public image. */
const purge =
  '--customize-hook=chroot "$1" apt-get --yes --autoremove purge usrmerge perl perl-modules-5.36';

const debianArchive = async (): Promise<string> => {
  const folder = await cachedFolder('container-base-1', async (draft) => {
    const options = [...leftOut, ...docs].map((option) => `--dpkgopt=${option}`);
    const file = join(draft, 'debian.tar');
    const sources = '/etc/apt/sources.list.d/debian.sources';
    await run(
      'mmdebstrap',
      [
        '--variant=minbase',
        '--include=usr-is-merged',
        ...options,
        purge,
        'bookworm',
        file,
        sources,
      ],
      { maxBuffer: 64 * 1024 * 1024 },
    );
  });
  return join(folder, 'debian.tar');
};

/** The certificates and npm settings by which this machine reaches the registry. */
const writeNpmSettings = (folder: string): void => {
  const certificates = process.env['NODE_EXTRA_CA_CERTS'];
  const lines = [];
  if (certificates && existsSync(certificates)) {
    copyFileSync(certificates, join(folder, 'certificates.pem'));
    lines.push('cafile=/usr/local/etc/certificates.pem');
  }
  const registry = printedBy('npm', 'config', 'get', 'registry').trim();
  if (URL.canParse(registry)) lines.push(`registry=${registry}`);
  writeFileSync(join(folder, 'npmrc'), lines.map((line) => `${line}\n`).join(''));
};

/** This Node and this npm on Debian, where the public image has them. */
const makeNodeImage = async ({ docker }: Engine): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-node-image-'));
  try {
    copyFileSync(realpathSync(process.execPath), join(folder, 'node'));
    const npm = realpathSync(printedBy('sh', '-c', 'command -v npm').trim());
    cpSync(dirname(dirname(npm)), join(folder, 'npm'), { recursive: true });
    writeNpmSettings(folder);
    writeFileSync(
      join(folder, 'Dockerfile'),
      `FROM ${baseImages.debian}
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
COPY npmrc *.pem /usr/local/etc/
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
`,
    );
    await docker('build', '--network=host', '--tag', baseImages.node, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const isThere = ({ docker }: Engine, image: string): Promise<boolean> =>
  docker('image', 'inspect', image).then(
    () => true,
    () => false,
  );

/**
 * The images that the Dockerfile names: those of the engine or of its registry. An engine that was started here
 * may have images made here instead, of Debian's packages and of this Node.
 */
export const prepareBaseImages = async (engine: Engine): Promise<'public' | 'made here'> => {
  const names = Object.values(baseImages);
  try {
    for (const name of names) {
      if (!(await isThere(engine, name))) await engine.docker('pull', '--quiet', name);
    }
    return 'public';
  } catch (refused) {
    if (!engine.isOwn) throw refused;
    try {
      await engine.docker('import', await debianArchive(), baseImages.debian);
      await makeNodeImage(engine);
      return 'made here';
    } catch (error) {
      throw new Error(`no base images: ${reasonOf(refused)}; and: ${reasonOf(error)}`);
    }
  }
};
