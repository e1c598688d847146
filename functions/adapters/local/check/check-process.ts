import { checkDataFile } from './check-data-file.ts';

/** The program of the process that `startCheck` starts: checks a data file and sends what it found. */
const [path = '', pace] = process.argv.slice(2);
// Ends with the server, at the latest after the current table.
process.on('disconnect', () => process.exit(1));
const damage = await checkDataFile(path, { isSlow: pace === 'slow', pragma: 'quick_check' });
process.send?.({ damage }, () => process.exit(0));
