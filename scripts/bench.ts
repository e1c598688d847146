import { lineOf } from './command.ts';
import { groupHelp, type Members, memberOf, runMember } from './group.ts';

const benches: Members = {
  send: {
    script: 'scripts/bench/send.ts',
    summary: 'Durable sends a second over HTTP, against a baseline',
  },
  peers: {
    script: 'scripts/bench/peers.ts',
    summary: 'Parley beside Prosody: messages a second, delays, CPU and memory',
  },
  read: {
    script: 'scripts/bench/read.ts',
    summary: 'Reads a second over HTTP, against a baseline',
    isLocal: true,
  },
  search: {
    script: 'scripts/bench/search.ts',
    summary: 'A search through 10,000 messages, against reading them in pages',
    isLocal: true,
  },
  start: {
    script: 'scripts/bench/start.ts',
    summary: 'Time to the ready line with a million messages, against an empty data file',
    isLocal: true,
  },
  realtime: {
    script: 'scripts/bench/realtime.ts',
    summary: 'Time from a send to the frame on 500 sockets; then the reconnection after kill -9',
    isLocal: true,
  },
  sockets: {
    script: 'scripts/bench/realtime/sockets.ts',
    summary: 'Memory and processor time of sockets that say nothing',
    isLocal: true,
  },
  push: {
    script: 'scripts/bench/push.ts',
    summary: 'What notifications cost sends, and from a send to the push service',
    isLocal: true,
  },
  web: {
    script: 'scripts/bench/web.ts',
    summary: 'A conversation of 100,000 messages in a headless browser',
    isLocal: true,
  },
  cost: {
    script: 'scripts/bench/cost.ts',
    summary: 'Units and dollars of each operation on AWS, into docs/cost.md',
  },
  coldstart: {
    script: 'scripts/bench/coldstart.ts',
    summary: 'CPU time to load a function, against a naive bundle',
  },
  archive: {
    script: 'scripts/archive/bench.ts',
    summary: 'Export and restore of all messages: rate, and write units on AWS',
  },
  compare: {
    script: 'scripts/bench/compare.ts',
    summary:
      'A benchmark of this checkout and of another commit, alternating: medians and their ratio',
  },
};

const [name = '--help', ...args] = process.argv.slice(2);
if (name === '--help') console.log(groupHelp('bench', benches));
else {
  try {
    process.exitCode = await runMember(memberOf('bench', benches, name), args);
  } catch (error) {
    console.error(lineOf(error) ?? error);
    process.exitCode = 1;
  }
}
