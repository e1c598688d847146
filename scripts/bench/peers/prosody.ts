import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endWithUs } from '../../../test/support/end-with-us.ts';
import { freePort } from '../../../test/support/processes.ts';
import { UserError } from '../../command.ts';
import { type Peer, text } from './peer.ts';
import { connectXmpp } from './xmpp-client.ts';

const host = 'bench.local';
const password = 'Bench-Pass-1';
const pollMs = 50;

/** @throws UserError that says how to install it */
export const expectProsody = (): void => {
  if (!spawnSync('prosodyctl', ['about']).error) return;
  throw new UserError('Prosody is not installed here (Debian: apt-get install prosody)');
};

/**
 * As Debian configures it, as far as sending is concerned: accounts and the archive of all messages in files.
 * Without TLS, since Parley is measured without, and without rate limits.
 */
const configuration = (data: string, port: number): string => `
run_as_root = true
data_path = "${data}"
pidfile = "${join(data, 'prosody.pid')}"
log = { error = "${join(data, 'prosody.log')}" }
modules_enabled = { "saslauth", "disco", "roster", "smacks", "mam", "offline" }
modules_disabled = { "s2s", "tls", "posix" }
authentication = "internal_plain"
storage = "internal"
default_archive_policy = true
c2s_require_encryption = false
allow_unencrypted_plain_auth = true
c2s_interfaces = { "127.0.0.1" }
c2s_ports = { ${port} }
VirtualHost "${host}"
`;

const nameOf = (person: number): string => `bench-${person}`;

/** Prosody's own files, as `prosodyctl register` writes them, a process each. */
const writeAccounts = (data: string, people: number): void => {
  const folder = join(data, 'bench%2elocal', 'accounts');
  mkdirSync(folder, { recursive: true });
  for (let person = 0; person < people; person++) {
    const file = join(folder, `bench%2d${person}.dat`);
    writeFileSync(file, `return { ["password"] = "${password}" };\n`);
  }
};

const untilOpen = async (port: number, child: ChildProcess, output: () => string) => {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Prosody ended:\n${output()}`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await delay(pollMs);
  }
};

/** Prosody, with a stream for each person. Acknowledged when it has handled the message. */
export const startProsodyPeer = async (folder: string, people: number): Promise<Peer> => {
  const data = join(folder, 'prosody');
  const port = await freePort();
  writeAccounts(data, people);
  const config = join(folder, 'prosody.cfg.lua');
  writeFileSync(config, configuration(data, port));
  const child = spawn('prosody', ['-F', '--config', config], { stdio: ['ignore', 'pipe', 'pipe'] });
  endWithUs(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await untilOpen(port, child, () => output);
  let received = 0;
  const clients = await Promise.all(
    Array.from({ length: people }, (_, person) =>
      connectXmpp({ port, host, user: nameOf(person), password }, () => {
        received++;
      }),
    ),
  );
  return {
    name: 'prosody',
    pid: child.pid ?? 0,
    send: async (person) => clients[person]?.send(nameOf((person + 1) % people), text),
    received: () => received,
    stop: async () => {
      for (const client of clients) client.close();
      child.kill('SIGTERM');
      await ended;
    },
  };
};
