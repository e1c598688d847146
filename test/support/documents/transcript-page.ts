import { samples } from '#contracts/samples.ts';

/** Replaces ids and times of this run by those of the API's examples. */
export const normalise = (text: string, known: readonly (readonly [string, string])[]): string =>
  known
    .reduce((changed, [value, name]) => changed.replaceAll(value, name), text)
    .replaceAll(/"ticket":"[^"]+"|ticket=\S+/g, (found) =>
      found.startsWith('"') ? '"ticket":"tk1.9sVd4hQmR7yB"' : 'ticket=tk1.9sVd4hQmR7yB',
    )
    .replaceAll(/"socket_id":"[^"]+"/g, `"socket_id":"${samples.socket}"`)
    .replaceAll(/"code":"\d{6}"/g, '"code":"492039"')
    .replaceAll(/factor_set#\d+/g, `factor_set#${Date.parse(samples.at)}`)
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, samples.at);

const start = '<!-- transcript -->\n```text\n';
const end = '```\n<!-- /transcript -->';

/** The transcript in a page. @throws if the page has none */
export const transcriptIn = (page: string): string => {
  const from = page.indexOf(start) + start.length;
  const to = page.indexOf(end);
  if (from < start.length || to < from) throw new Error('the page has no place for a transcript');
  return page.slice(from, to);
};

/** The page with another transcript. */
export const withTranscript = (page: string, text: string): string =>
  page.replace(`${start}${transcriptIn(page)}${end}`, () => `${start}${text}${end}`);
