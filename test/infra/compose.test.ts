import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '#local/config.ts';

interface Service {
  readonly image: string;
  readonly ports: readonly string[];
  readonly profiles: readonly string[];
  readonly environment: Record<string, string>;
  readonly healthcheck: { readonly test: readonly string[] };
  readonly volumes?: readonly string[];
}

const text = readFileSync('docker-compose.localstack.yml', 'utf8');
const file = parse(text) as { services: Record<'localstack' | 'ministack', Service> };
const { localstack, ministack } = file.services;

/** Violations of Compose's schema and of the linter's rules, by name. */
const findingsIn = (path: string): string[] => {
  const linter = new DCLinter({
    // Both emulators use the same port and never run together. Quotes are the formatter's business.
    rules: { 'no-duplicate-exported-ports': 0, 'require-quotes-in-ports': 0 },
    quiet: false,
    debug: false,
    exclude: [],
  });
  // Its declarations import files without extensions, which a strict resolver does not find.
  const results: { messages: { rule: string }[] }[] = linter.lintFiles([path], false);
  return results.flatMap(({ messages }) => messages.map(({ rule }) => rule));
};

describe('docker-compose.localstack.yml', () => {
  it('is valid by the schema of Compose', () => {
    expect(findingsIn('docker-compose.localstack.yml')).toEqual([]);
  });

  it('would not be valid with a mistake', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-compose-'));
    const mistaken = join(folder, 'docker-compose.yml');
    writeFileSync(mistaken, text.replaceAll('healthcheck:', 'helthcheck:'));

    const findings = findingsIn(mistaken);

    expect(findings).toContain('invalid-schema');
    rmSync(folder, { recursive: true });
  });

  it('serves both emulators on the same local port, one profile each', () => {
    for (const service of [localstack, ministack]) {
      expect(service.ports).toEqual(['127.0.0.1:4566:4566']);
      expect(service.healthcheck.test[0]).toBe('CMD');
    }
    expect(localstack.profiles).toEqual(['localstack']);
    expect(ministack.profiles).toEqual(['ministack']);
  });

  it('pins both images', () => {
    for (const { image } of [localstack, ministack]) expect(image).toMatch(/:.*\d+\.\d+\.\d+\}?$/);
  });

  it('reads LocalStack’s token from the environment and lets LocalStack start functions', () => {
    expect(localstack.environment['LOCALSTACK_AUTH_TOKEN']).toMatch(
      /^\$\{LOCALSTACK_AUTH_TOKEN:-\}$/,
    );
    expect(localstack.volumes).toContain('/var/run/docker.sock:/var/run/docker.sock');
    // A required variable would prevent the other profile from starting without it.
    expect(text).not.toContain(':?');
  });
});

describe('compose.yaml', () => {
  interface Machine {
    readonly command: readonly string[];
    readonly ports?: readonly string[];
    readonly image: string;
    readonly volumes: readonly string[];
    readonly [setting: string]: unknown;
  }
  const { services } = parse(readFileSync('compose.yaml', 'utf8')) as {
    services: Record<'parley' | 'caddy', Machine>;
  };

  it('is valid by the schema of Compose', () => {
    // Certificates and browsers need the ports of every interface.
    const known = ['no-unbound-port-interfaces'];
    expect(findingsIn('compose.yaml').filter((rule) => !known.includes(rule))).toEqual([]);
  });

  it('publishes the proxy only, since Parley takes addresses of clients from its network', () => {
    expect(services.parley.command).toContain('--trust-proxy=uniquelocal');
    expect(services.parley.ports).toBeUndefined();
    expect(services.caddy.ports).toEqual(['80:80', '443:443', '443:443/udp']);
    expect(services.caddy.command).toContain('--to=parley:3000');
  });

  it('takes from the container what Parley does not need, and starts it again', () => {
    expect(services.parley).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
      volumes: ['data:/data'],
    });
  });

  it('gives Parley only options that exist', () => {
    const command = services.parley.command.map((option) =>
      option.replace(/\$\{\w+:-(.*)\}/, '$1'),
    );
    expect(readConfig(command, {})['public-url']).toEqual(['https://localhost']);
  });
});
