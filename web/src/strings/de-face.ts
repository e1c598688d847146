import type { FaceWords } from './en-face.ts';

export const face: FaceWords = {
  title: 'So sehen dich andere',
  lead: 'Alle, die hier ein Konto haben, sehen dein Foto und was du hier schreibst, und finden dich unter diesem Namen.',
  choose: 'Foto auswählen',
  replace: 'Foto ersetzen',
  remove: 'Foto entfernen',
  removed: 'Das Foto ist entfernt.',
  photoSaved: 'Das Foto ist gespeichert.',
  name: 'Anzeigename',
  nameHint: 'Steht anstelle deines Benutzernamens, der daneben sichtbar bleibt.',
  about: 'Über dich',
  aboutHint: 'Eine Zeile für alle, die deine Karte öffnen.',
  cropTitle: 'Ausschnitt wählen',
  cropLead: 'Zieh das Bild, oder nimm die Regler.',
  zoom: 'Vergrößerung',
  across: 'Links oder rechts',
  down: 'Oben oder unten',
  unreadable: 'Dieser Browser kann das Bild nicht öffnen. Versuch ein anderes.',
  failed: 'Dieser Browser kann daraus kein Foto machen. Versuch ein anderes Bild.',
};
