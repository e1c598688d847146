import { readdirSync, readFileSync } from 'node:fs';
import type { EndpointCapability } from '../../test/support/endpoint.ts';
import { root } from './run.ts';

/** Names of the e2e tests that are skipped where an endpoint lacks this capability. */
export const testsThatNeed = (name: EndpointCapability): string[] =>
  ['', 'messages/']
    .flatMap((folder) => readdirSync(`${root}test/e2e/${folder}`).map((file) => folder + file))
    .filter((file) => file.endsWith('.test.ts'))
    .flatMap((file) => {
      const text = readFileSync(`${root}test/e2e/${file}`, 'utf8');
      const marked = text.matchAll(/skipIf\(lacks\('([\w-]+)'\)\)\(\s*'([^']+)'/g);
      return [...marked].flatMap(([, need, title]) => (need === name ? [`${file}: ${title}`] : []));
    });
