/** Whether a UTF-16 unit is in the class. */
export type CharacterClass = (character: string) => boolean;

/** What `.` stands for. */
export const anything: CharacterClass = (character) => character !== '\n' && character !== '\r';

export function isWordCharacter(character: string): boolean {
  return /^[A-Za-z0-9_]$/.test(character);
}

const isDigit: CharacterClass = (character) => character >= '0' && character <= '9';
const isBlank: CharacterClass = (character) => ' \t\n\r\f\v'.includes(character);

/** The class that a letter after a backslash names. */
export function escapedClass(letter: string): CharacterClass | undefined {
  switch (letter) {
    case 'd':
      return isDigit;
    case 'D':
      return (character) => !isDigit(character);
    case 'w':
      return isWordCharacter;
    case 'W':
      return (character) => !isWordCharacter(character);
    case 's':
      return isBlank;
    case 'S':
      return (character) => !isBlank(character);
    default:
      return undefined;
  }
}

const control: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };

/** The one character that a backslash and a character stand for; letters and digits without a meaning are refused. */
export function escapedCharacter(character: string): string | undefined {
  return control[character] ?? (/^[A-Za-z0-9]$/.test(character) ? undefined : character);
}
