/** Why a file was refused, which lazy modules show. */
export const refusals = {
  empty: 'An empty file cannot be sent.',
  too_big: 'It is larger than this server allows.',
  type: 'This server takes only pictures, PDF, text and ZIP files.',
  runnable: 'Files of this type can run as programs. Put it in a ZIP file to send it.',
  not_picture: 'It is not a picture, or it is damaged: its content does not match its name.',
  not_text: 'It is not UTF-8 text. Save it as UTF-8, or put it in a ZIP file.',
  location:
    'It may contain the place where it was taken, which cannot be removed from this type of picture. Save it as JPEG or PNG first.',
  unreadable: 'The file cannot be read. It may be damaged, or no longer there.',
  quota: 'You have uploaded too many files today. Try again tomorrow.',
  unlike: 'The server did not accept the file: its content does not match its type.',
  lost: 'This browser no longer has the file.',
  too_many: 'A message takes 10 files at most.',
};

export type RefusalWords = typeof refusals;
