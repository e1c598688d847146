import { resolve } from 'node:path';
import { newDataFolder } from '../../test/support/parley-process.ts';
import { runCommand } from '../command.ts';
import { numberOption } from '../number-option.ts';
import { measurePeer } from './peers/load.ts';
import { startParleyPeer } from './peers/parley.ts';
import type { Peer } from './peers/peer.ts';
import { expectProsody, startProsodyPeer } from './peers/prosody.ts';
import { inTurns } from './send/alternate.ts';
import { printRounds } from './send/print.ts';

await runCommand({
  name: 'bench:peers',
  summary:
    'Measures Parley beside Prosody, an XMPP server that Debian has: the same number of connected people in a ring, the same texts, clients in this process, short rounds that alternate. Prosody does not put a message on the disk before it acknowledges; Parley does.',
  options: {
    rounds: { type: 'string', default: '8' },
    seconds: { type: 'string', default: '2' },
    people: { type: 'string', default: '32' },
    rate: { type: 'string', default: '100' },
  },
  help: {
    rounds: 'How often each server is measured, at full load and at the rate',
    seconds: 'Of each round',
    people: 'Connected people, each of whom writes to the next',
    rate: 'Messages a second of the rounds at a rate',
  },
  run: async (values) => {
    expectProsody();
    const people = numberOption('people', values.people ?? '');
    const seconds = numberOption('seconds', values.seconds ?? '');
    const rounds = numberOption('rounds', values.rounds ?? '');
    const data = newDataFolder();
    const peers: Peer[] = [];
    try {
      peers.push(await startProsodyPeer(data.path, people));
      const folder = resolve(import.meta.dirname, '../..');
      const parley = await startParleyPeer({ folder, data: `${data.path}/parley` }, people);
      peers.push(parley);
      for (const peer of peers) await measurePeer(peer, { people, seconds: 3, rate: null });
      for (const rate of [null, numberOption('rate', values.rate ?? '')]) {
        console.log(rate === null ? 'At full load' : `\nAt ${rate} messages a second`);
        const measure = (peer: Peer) => measurePeer(peer, { people, seconds, rate });
        printRounds(await inTurns(peers, rounds, measure), parley);
      }
    } finally {
      await Promise.all(peers.map((peer) => peer.stop()));
      data.remove();
    }
  },
});
