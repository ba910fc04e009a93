// Words of the native menu and of the few native messages; everything else is said by the page.
import type { OpenFileFault } from './open-file.ts';

const en = {
  file: 'File',
  open: 'Open report…',
  edit: 'Edit',
  view: 'View',
  help: 'Help',
  rfc3261: 'How SIP works (RFC 3261)',
  rfc3581: 'How replies find their way back (RFC 3581)',
  about: 'About SIP ALG Checker',
  reports: 'Reports and profiles',
  cannotOpen: 'This file was not opened.',
  'other-kind': 'It is not a .sipreport or .sipprofile file.',
  'not-a-file': 'It is not a regular file.',
  'too-large': 'It is larger than any report this program makes.',
  unreadable: 'It could not be read.',
  noSandbox:
    'The system does not allow the window’s sandbox. The page still has no access to files or network.',
} as const satisfies Record<OpenFileFault, string> & Record<string, string>;

/** The native words in one language. */
export type NativeWords = Readonly<Record<keyof typeof en, string>>;

const nl: NativeWords = {
  file: 'Bestand',
  open: 'Rapport openen…',
  edit: 'Bewerken',
  view: 'Beeld',
  help: 'Help',
  rfc3261: 'Hoe SIP werkt (RFC 3261)',
  rfc3581: 'Hoe antwoorden de weg terug vinden (RFC 3581)',
  about: 'Over SIP ALG Checker',
  reports: 'Rapporten en profielen',
  cannotOpen: 'Dit bestand is niet geopend.',
  'other-kind': 'Het is geen .sipreport- of .sipprofile-bestand.',
  'not-a-file': 'Het is geen gewoon bestand.',
  'too-large': 'Het is groter dan elk rapport van dit programma.',
  unreadable: 'Het kon niet worden gelezen.',
  noSandbox:
    'Het systeem staat de sandbox van het venster niet toe. De pagina kan nog steeds niet bij bestanden of het netwerk.',
};

const fr: NativeWords = {
  file: 'Fichier',
  open: 'Ouvrir un rapport…',
  edit: 'Édition',
  view: 'Affichage',
  help: 'Aide',
  rfc3261: 'Comment fonctionne SIP (RFC 3261)',
  rfc3581: 'Comment les réponses reviennent (RFC 3581)',
  about: 'À propos de SIP ALG Checker',
  reports: 'Rapports et profils',
  cannotOpen: 'Ce fichier n’a pas été ouvert.',
  'other-kind': 'Ce n’est pas un fichier .sipreport ou .sipprofile.',
  'not-a-file': 'Ce n’est pas un fichier ordinaire.',
  'too-large': 'Il est plus grand que tout rapport de ce programme.',
  unreadable: 'Il n’a pas pu être lu.',
  noSandbox:
    'Le système n’autorise pas le bac à sable de la fenêtre. La page n’a toujours accès ni aux fichiers ni au réseau.',
};

const de: NativeWords = {
  file: 'Datei',
  open: 'Bericht öffnen…',
  edit: 'Bearbeiten',
  view: 'Ansicht',
  help: 'Hilfe',
  rfc3261: 'Wie SIP funktioniert (RFC 3261)',
  rfc3581: 'Wie Antworten zurückfinden (RFC 3581)',
  about: 'Über SIP ALG Checker',
  reports: 'Berichte und Profile',
  cannotOpen: 'Diese Datei wurde nicht geöffnet.',
  'other-kind': 'Es ist keine .sipreport- oder .sipprofile-Datei.',
  'not-a-file': 'Es ist keine gewöhnliche Datei.',
  'too-large': 'Sie ist größer als jeder Bericht dieses Programms.',
  unreadable: 'Sie konnte nicht gelesen werden.',
  noSandbox:
    'Das System erlaubt die Sandbox des Fensters nicht. Die Seite hat weiterhin keinen Zugriff auf Dateien oder Netzwerk.',
};

/** All languages of the native words. */
export const nativeLanguages: Readonly<Record<string, NativeWords>> = { en, nl, fr, de };

/** Words in the first language of the list that there is, such as `nl-BE` or `de`; else English. */
export function nativeWords(preferred: readonly string[]): NativeWords {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
    if (Object.hasOwn(nativeLanguages, language)) return nativeLanguages[language] ?? en;
  }
  return en;
}
